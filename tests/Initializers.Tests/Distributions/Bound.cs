namespace Initializers.Tests.Distributions;

/// <summary>Checks whether values lie within [mean + lower * deviation, mean + upper * deviation], computed
/// without rounding.</summary>
internal static class Bound
{
    public static bool IsKept(float smallest, float largest, double mean, double deviation, double lower, double upper) =>
        (double.IsInfinity(lower) || Dyadic.Of(smallest).CompareTo(Exact(mean, deviation, lower)) >= 0)
        && (double.IsInfinity(upper) || Dyadic.Of(largest).CompareTo(Exact(mean, deviation, upper)) <= 0);

    private static Dyadic Exact(double mean, double deviation, double bound) => Dyadic.Of(mean) + Dyadic.Of(bound) * Dyadic.Of(deviation);
}
