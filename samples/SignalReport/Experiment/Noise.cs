using Initializers;
using QuickStart;

namespace DigitsReport;

/// <summary>Images of noise.</summary>
public static class Noise
{
    /// <summary>The same labels with pixels drawn from N(0, 1).</summary>
    public static Digits Instead(Digits digits, long seed)
    {
        PhiloxRandom random = new PhiloxRandom(seed).Fork("noise");
        return new(Drawn(digits.Training, random.Fork("training")), Drawn(digits.Test, random.Fork("test")));
    }

    private static Digit[] Drawn(IReadOnlyList<Digit> digits, PhiloxRandom random) =>
        [.. digits.Select((digit, i) => digit with { Pixels = Init.Normal(0, 1).Initialize([Digit.PixelCount], random.Fork(i)) })];
}
