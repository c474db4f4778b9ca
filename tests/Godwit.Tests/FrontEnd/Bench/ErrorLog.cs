using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Godwit.Tests.FrontEnd.Bench;

/// <summary>Keeps what was logged as an error, so that a test can fail on what it did not ask for.</summary>
internal sealed class ErrorLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _errors = new();

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Says that what was logged so far was expected.</summary>
    public void Forgive() => _errors.Clear();

    public ILogger CreateLogger(string categoryName) => new Log(_errors, categoryName);

    public void Dispose()
    {
    }

    private sealed class Log(ConcurrentQueue<string> errors, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
        }
    }
}
