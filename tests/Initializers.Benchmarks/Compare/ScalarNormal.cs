namespace Initializers.Benchmarks.Compare;

/// <summary>One normal value from System.Random, as many C# projects compute it.</summary>
internal static class ScalarNormal
{
    public static float Next(Random random) =>
        MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());

    /// <summary>A truncated normal value by rejection.</summary>
    public static float NextWithin(Random random, float bound)
    {
        float value;
        do value = Next(random);
        while (MathF.Abs(value) > bound);
        return value;
    }
}
