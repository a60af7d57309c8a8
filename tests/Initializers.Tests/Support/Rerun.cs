namespace Initializers.Tests.Support;

/// <summary>Whether the suite runs once more, with instructions switched off: what does not depend on them is then done in short.</summary>
internal static class Rerun
{
    public static bool IsOne { get; } = Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Any(name => name.StartsWith("DOTNET_Enable", StringComparison.Ordinal));
}
