using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>The weights of another initializer where a mask is <c>true</c>, and 0 elsewhere, for missing connections.</summary>
/// <example>
/// <code>
/// bool[] mask = [true, false, false, true];
/// Console.WriteLine(string.Join(", ", Init.Ones().Masked(mask).Initialize([2, 2]))); // 1, 0, 0, 1
/// </code>
/// </example>
/// <remarks>
/// Fills slices if the other initializer does. Thread-safe: an immutable value, which holds a copy of the mask. Two are equal if the
/// initializers and the masks are.
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<MaskedInitializer>))]
public sealed record MaskedInitializer : ChangedInitializer
{
    private readonly bool[] _mask;

    /// <summary>Masks an initializer.</summary>
    /// <param name="inner">The initializer to mask.</param>
    /// <param name="mask">Whether each element is kept, in row-major order; copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public MaskedInitializer(IWeightInitializer inner, ReadOnlySpan<bool> mask) : base(inner) => _mask = mask.ToArray();

    /// <summary>Whether each element is kept, in row-major order.</summary>
    public ReadOnlyMemory<bool> Mask => _mask;

    /// <inheritdoc/>
    /// <remarks>The prediction assumes that the mask is independent of the weights.</remarks>
    public override WeightPrediction? Predict(TensorShape shape)
    {
        InnerShape(shape);
        return _mask.Length == 0 ? null : WeightPrediction.Of(Inner, shape)?.Kept((double)_mask.Count(kept => kept) / _mask.Length);
    }

    /// <summary>Whether the initializers and the masks are equal.</summary>
    /// <param name="other">The other initializer.</param>
    public bool Equals(MaskedInitializer? other) => base.Equals(other) && _mask.AsSpan().SequenceEqual(other._mask);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Inner);
        hash.AddBytes(MemoryMarshal.AsBytes(_mask.AsSpan()));
        return hash.ToHashCode();
    }

    /// <summary>
    /// <c>HeNormal(mode: In).Masked([1, 0, 1])</c>; of more than 256 elements <c>HeNormal(mode: In).Masked(1000 elements, 600 kept)</c>.
    /// </summary>
    public override string ToString()
    {
        int[] mask = Array.ConvertAll(_mask, kept => kept ? 1 : 0);
        return $"{Inner}.Masked({InitializerText.ListOf(mask, $"elements, {mask.Sum()} kept")})";
    }

    private protected override TensorShape InnerShape(in TensorShape shape) => shape.Count == _mask.Length ? shape
        : throw new ArgumentException(
            $"shape must have {_mask.Length} elements, as many as the mask, but was {shape}.", nameof(shape));

    private protected override void Change<T>(Span<T> weights, long start)
    {
        ReadOnlySpan<bool> kept = _mask.AsSpan((int)start, weights.Length);
        for (int i = 0; i < weights.Length; i++)
        {
            if (!kept[i]) weights[i] = default;
        }
    }
}
