using System.Text;
using Initializers.Tool;

if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;
return CommandLine.Run(args, Screen.OfProcess());
