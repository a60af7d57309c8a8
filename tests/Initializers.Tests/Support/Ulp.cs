namespace Initializers.Tests.Support;

/// <summary>The unit in the last place: the distance to the next number farther from zero.</summary>
internal static class Ulp
{
    public static double Of(float value) => MathF.BitIncrement(MathF.Abs(value)) - (double)MathF.Abs(value);

    public static double Of(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);
}
