using static System.FormattableString;

namespace Initializers;

/// <summary>A matrix with <see cref="Gain"/> on its diagonal and zeros elsewhere, also where it is not square: a linear layer that hands its inputs on.</summary>
/// <remarks>Needs a shape of two axes. Element (i, i) is the gain, in any layout. Thread-safe: an immutable value.</remarks>
public sealed record IdentityInitializer : ElementwiseInitializer
{
    /// <summary>A multiple of the identity.</summary>
    /// <param name="gain">The number on the diagonal, finite as a float.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gain"/> is not finite.</exception>
    public IdentityInitializer(double gain) => Gain = Guard.Finite(gain);

    /// <summary>The number on the diagonal.</summary>
    public double Gain { get; }

    /// <summary><c>Identity(gain: 1)</c>.</summary>
    public override string ToString() => Invariant($"Identity(gain: {Gain})");

    /// <inheritdoc/>
    protected override void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random)
    {
        if (shape.Rank != 2) throw new ArgumentException($"shape is {shape}; accepted is a matrix, a shape of two axes.", nameof(shape));
        slice.Clear();
        long step = shape[1] + 1;
        long end = Math.Min(start + slice.Length, Math.Min(shape[0], shape[1]) * step);
        for (long diagonal = (start + step - 1) / step * step; diagonal < end; diagonal += step) slice[(int)(diagonal - start)] = (float)Gain;
        random.Skip(slice.Length);
    }
}
