namespace Initializers;

/// <summary>What multiplies a matrix: a gain, or a gain times sqrt(outputs / inputs).</summary>
/// <param name="Gain">The gain.</param>
/// <param name="Inputs">The inputs that outputs are compared with, taps not counted; none for the gain alone.</param>
internal readonly record struct MatrixGain(double Gain, long? Inputs)
{
    /// <summary>The factor of a matrix of so many outputs.</summary>
    public double Of(long outputs) => Inputs is { } inputs ? Gain * Math.Sqrt((double)outputs / inputs) : Gain;
}
