using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Godwit.Console.Files;

/// <summary>Tells Blazor which scripts to start with: it looks for them in <c>PROGRAM.modules.json</c> at the web root, which builds with static web assets write.</summary>
internal sealed class ScriptsToStart : IFileProvider
{
    private static readonly byte[] Modules = """["_content/Microsoft.FluentUI.AspNetCore.Components/Microsoft.FluentUI.AspNetCore.Components.lib.module.js"]"""u8.ToArray();

    public IFileInfo GetFileInfo(string subpath) => subpath.EndsWith(".modules.json", StringComparison.Ordinal) ? new Text(subpath) : new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class Text(string name) : IFileInfo
    {
        public bool Exists => true;

        public long Length => Modules.Length;

        public string? PhysicalPath => null;

        public string Name => name;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(Modules, writable: false);
    }
}
