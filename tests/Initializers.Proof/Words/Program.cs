using Initializers.Words;
using Spectre.Console;

// The normal quantile first, whose errors are measured, and then all maps that are made of it and of uniform words.
if (Console.IsOutputRedirected) // a file, which has no colours, and into which the tables should fit
{
    Profile profile = AnsiConsole.Profile;
    (profile.Width, profile.Capabilities.Ansi, profile.Capabilities.ColorSystem) = (140, false, ColorSystem.NoColors);
}
bool normal = EveryNormal.Run(AnsiConsole.Console), maps = EveryMap.Run(AnsiConsole.Console);
return normal && maps ? 0 : 1;
