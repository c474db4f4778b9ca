using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Godwit.Scenarios.Forests;

/// <summary>Keeps what a forest logs: an error that no test expected fails the test.</summary>
public sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();
    private readonly ConcurrentBag<string> _expected = [];

    /// <summary>Everything from Warning up, oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(l => $"{l.Level}: {l.Text}")];

    public IReadOnlyList<string> UnexpectedErrors =>
        [.. _lines.Where(l => l.Level >= LogLevel.Error && !_expected.Any(e => l.Text.Contains(e, StringComparison.OrdinalIgnoreCase))).Select(l => l.Text)];

    /// <summary>Errors with this text in them are part of the test.</summary>
    public void Expect(string text) => _expected.Add(text);

    public ILoggerFactory Factory() => LoggerFactory.Create(log => log
        .SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans.Runtime.Silo", LogLevel.Error).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
        .AddProvider(this));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(TestLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log._lines.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {exception}"));
        }
    }
}
