using Godwit.Doors.Tests;
using Godwit.Doors.Tests.Crash;
using Godwit.Doors.Tests.Crash.Moves;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

if (args is [Writer.Verb, var folder, var run]) return await Writer.Write(folder, int.Parse(run, System.Globalization.CultureInfo.InvariantCulture));
if (args is [Mover.Verb, var files, var point, var down]) return await Mover.Move(files, int.Parse(point, System.Globalization.CultureInfo.InvariantCulture), down);

return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
