using CsCheck;

namespace Initializers.Tests.Support;

/// <summary>Generators of random numbers, for properties.</summary>
internal static class NumberGen
{
    /// <summary>A double of either sign with random digits, between 2^-range and 2^(range + 1).</summary>
    public static Gen<double> Within(int range) => Within(-range, range);

    /// <summary>A double of either sign with random digits, from 2^low to below 2^(high + 1).</summary>
    public static Gen<double> Within(int low, int high) => Gen.Select(Gen.Bool, Gen.Double.Unit, Gen.Int[low, high],
        (isNegative, digits, exponent) => Math.ScaleB(isNegative ? -1 - digits : 1 + digits, exponent));

    /// <summary>A double between two others, uniformly distributed.</summary>
    public static Gen<double> Between(double low, double high) => Gen.Double.Unit.Select(share => low + (high - low) * share);
}
