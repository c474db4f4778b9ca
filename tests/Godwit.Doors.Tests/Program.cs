using Godwit.Doors.Tests;
using Godwit.Doors.Tests.Crash;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is [Writer.Verb, var folder, var run]) return await Writer.Write(folder, int.Parse(run, System.Globalization.CultureInfo.InvariantCulture));

return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
