namespace Initializers;

/// <summary>
/// The base of initializers whose weights are those of a smaller parameter, in other places, and some with the other sign.
/// The source moves on by one word an element.
/// </summary>
/// <remarks>Thread-safe: an immutable value, as the other initializer is.</remarks>
public abstract record RearrangedInitializer : WrappingInitializer
{
    private protected RearrangedInitializer(IWeightInitializer inner) : base(inner)
    {
    }

    /// <summary>How the weights of a shape come from those of the smaller one.</summary>
    private protected abstract Rearrangement Arrange(in TensorShape shape, in TensorShape inside);

    /// <summary>
    /// Where the run that begins at an element is in the smaller parameter, never behind its own
    /// place, and whether its sign is the other one.
    /// </summary>
    private protected abstract (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement);

    private protected sealed override void FillWhole<T>(Span<T> weights, in TensorShape shape, in TensorShape inside, IRandomSource random)
    {
        using var inner = new Rented<T>((int)inside.Count);
        TypedFill.Run(Inner, inner.Span, inside, random);
        Copy<T>(inner.Span, 0, weights, 0, Arrange(shape, inside));
        random.Pass(weights.Length - inside.Count);
    }

    private protected sealed override void FillSlice(
        ISliceInitializer inner, Span<float> slice, long start, in TensorShape shape, IRandomBitSource random)
    {
        TensorShape inside = Inside(shape);
        Rearrangement arrangement = Arrange(shape, inside);
        (long first, long end) = Needed(start, slice.Length, arrangement);
        if (end - first > Array.MaxLength)
            throw new ArgumentException(
                $"slice must be made of at most {Array.MaxLength} consecutive weights of {inside}, but was made of {end - first}: "
                + "fill what is on either side of a repeat by itself.",
                nameof(slice));
        using var needed = new Rented<float>((int)(end - first));
        inner.InitializeSlice(needed.Span, first, inside, random);
        Copy<float>(needed.Span, first, slice, start, arrangement);
        random.Skip(start + slice.Length - end);
    }

    /// <summary>The part of the smaller parameter that a slice is made of.</summary>
    private (long First, long End) Needed(long start, int length, in Rearrangement arrangement)
    {
        (long first, long end) = (long.MaxValue, 0);
        for (long element = start, count; element < start + length; element += count)
        {
            long within = element % arrangement.Run, from = Origin(element - within, arrangement).From + within;
            count = Math.Min(arrangement.Run - within, start + length - element);
            (first, end) = (Math.Min(first, from), Math.Max(end, from + count));
        }
        return (first, end);
    }

    private void Copy<T>(ReadOnlySpan<T> inner, long first, Span<T> slice, long start, in Rearrangement arrangement) where T : unmanaged
    {
        for (int done = 0, count; done < slice.Length; done += count)
        {
            long element = start + done, within = element % arrangement.Run;
            count = (int)Math.Min(arrangement.Run - within, slice.Length - done);
            (long from, bool isNegated) = Origin(element - within, arrangement);
            Span<T> part = slice.Slice(done, count);
            inner.Slice((int)(from + within - first), count).CopyTo(part);
            if (isNegated) Numbers.Negate(part);
        }
    }
}

/// <summary>How the weights of a parameter come from those of a smaller one.</summary>
/// <param name="Shape">The parameter's shape.</param>
/// <param name="Inside">The smaller parameter's.</param>
/// <param name="Axis">The axis along which outputs are repeated, where any are.</param>
/// <param name="Run">How many elements stay side by side, counted from element 0 on.</param>
internal readonly record struct Rearrangement(TensorShape Shape, TensorShape Inside, int Axis, long Run);
