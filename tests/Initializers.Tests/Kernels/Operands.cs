namespace Initializers.Tests.Kernels;

/// <summary>Operands of a * b + c, by what makes them hard.</summary>
internal static class Operands
{
    public static readonly string[] Kinds = ["any bits", "like weights", "cancellation", "ties", "next to ties", "subnormal results", "overflow"];

    /// <summary>An endless sequence; the same for the same seed.</summary>
    public static IEnumerable<(float A, float B, float C)> Of(string kind, int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            (float a, float b, float c) = kind switch
            {
                "any bits" => (AnyBits(random), AnyBits(random), AnyBits(random)),
                "like weights" => (Scaled(random, 0), Scaled(random, 0), Scaled(random, random.Next(-30, 30))),
                "cancellation" => Cancelling(random, Scaled(random, 0), Scaled(random, 0)),
                "ties" => Tie(random, 0),
                "next to ties" => Tie(random, random.Next(-1, 2)),
                "subnormal results" => (Scaled(random, -75), Scaled(random, random.Next(-75, -60)), Scaled(random, random.Next(-150, -126))),
                "overflow" => (Scaled(random, 64), Scaled(random, random.Next(60, 66)), Scaled(random, random.Next(100, 128))),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
            };
            if (float.IsFinite(a) && float.IsFinite(b) && float.IsFinite(c)) yield return (a, b, c);
        }
    }

    private static float AnyBits(Random random) => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));

    /// <summary>A float of either sign with random digits, near 2^exponent.</summary>
    private static float Scaled(Random random, int exponent) =>
        (float)Math.ScaleB((random.Next(2) == 0 ? 1 : -1) * (1 + random.NextDouble()), exponent);

    /// <summary>c within a few ulp of -a * b: what is left is the rounding of the product.</summary>
    private static (float, float, float) Cancelling(Random random, float a, float b)
    {
        float c = -(a * b);
        for (int steps = random.Next(3); steps > 0; steps--) c = MathF.BitIncrement(c);
        return (a, b, c);
    }

    /// <summary>A product of 24 + 1 digits, the last of which is half an ulp, and c too small to matter except for its sign (0, or next to the tie).</summary>
    private static (float, float, float) Tie(Random random, int side)
    {
        // Odd by odd is odd, and from 2^24 to 2^25 floats are 2 apart.
        float a = 4096 + (random.Next(1690) | 1), b = 4096 + (random.Next(1690) | 1);
        return (a, b, side * (float)Math.ScaleB(1, random.Next(-120, -30)));
    }
}
