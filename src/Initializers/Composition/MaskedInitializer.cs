using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>The weights of another initializer where a mask is true, and 0 elsewhere: for connections that a layer does not have.</summary>
/// <remarks>Slices can be filled where the other initializer fills slices. Thread-safe: an immutable value, which holds a copy of the mask. Equal when the initializers and the masks are.</remarks>
public sealed record MaskedInitializer : WrappingInitializer, ISliceInitializer, IPredictableInitializer
{
    private readonly bool[] _mask;

    /// <summary>Masks an initializer.</summary>
    /// <param name="inner">What fills the weights.</param>
    /// <param name="mask">For each element, in row-major order, whether it is kept; copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public MaskedInitializer(IWeightInitializer inner, ReadOnlySpan<bool> mask) : base(inner) => _mask = mask.ToArray();

    /// <summary>For each element, in row-major order, whether it is kept.</summary>
    public ReadOnlyMemory<bool> Mask => _mask;

    /// <inheritdoc/>
    public override void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.Fill(weights, shape, random)) return;
        Check(shape);
        Inner.Initialize(weights, shape, random);
        Cover(weights, 0);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The other initializer fills no slices.</exception>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Check(shape);
        Slices.InitializeSlice(slice, start, shape, random);
        Cover(slice, (int)start);
    }

    /// <inheritdoc/>
    /// <remarks>As if the mask chose among the weights evenly.</remarks>
    public WeightPrediction? Predict(TensorShape shape)
    {
        Check(shape);
        return _mask.Length == 0 ? null : WeightPrediction.Of(Inner, shape)?.Kept((double)_mask.Count(kept => kept) / _mask.Length);
    }

    /// <summary>Whether the initializers and the masks are equal.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(MaskedInitializer? other) => base.Equals(other) && _mask.AsSpan().SequenceEqual(other._mask);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Inner);
        hash.AddBytes(MemoryMarshal.AsBytes(_mask.AsSpan()));
        return hash.ToHashCode();
    }

    /// <summary><c>HeNormal(mode: In).Masked(6 of 9)</c>.</summary>
    public override string ToString() => $"{Inner}.Masked({_mask.Count(kept => kept)} of {_mask.Length})";

    private void Check(in TensorShape shape)
    {
        if (shape.Count != _mask.Length)
            throw new ArgumentException($"shape is {shape}, of {shape.Count} elements; accepted is one of {_mask.Length}, as the mask has.", nameof(shape));
    }

    private void Cover(Span<float> weights, int start)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            if (!_mask[start + i]) weights[i] = 0;
        }
    }
}
