using System.Text;
using PlannedModels;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;
return PlanCommand.Run(args, Console.Out, Console.Error, Console.IsOutputRedirected ? null : AnsiConsole.Console);
