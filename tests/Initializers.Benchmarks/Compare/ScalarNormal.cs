namespace Initializers.Benchmarks.Compare;

/// <summary>One normal value from System.Random, as it stands in most C# projects.</summary>
internal static class ScalarNormal
{
    public static float Next(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
}
