using System.Globalization;

namespace Initializers.Tests.Statistics;

/// <summary>The seed of all statistics: fixed, unless the environment variable INITIALIZERS_SEED names another. Any seed passes.</summary>
internal static class TestSeed
{
    public const string SeedVariable = "INITIALIZERS_SEED";

    public static ulong Value { get; } = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
        ? text[0] == '-' ? (ulong)long.Parse(text, CultureInfo.InvariantCulture) : ulong.Parse(text, CultureInfo.InvariantCulture)
        : 20260101;

    /// <summary>The source of one statistic, independent of the others.</summary>
    public static PhiloxRandom Source(string name) => new PhiloxRandom(Value).Fork(name);
}
