using Initializers.Words;
using Spectre.Console;

// The normal quantile first, whose errors are measured, and then all maps that are made of it and of uniform words.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 140; // a file, into which the tables should fit
bool normal = EveryNormal.Run(AnsiConsole.Console), maps = EveryMap.Run(AnsiConsole.Console);
return normal && maps ? 0 : 1;
