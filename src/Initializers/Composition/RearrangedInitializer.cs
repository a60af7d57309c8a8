using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// The base of initializers whose weights are those of a smaller parameter at other positions, some of them negated. The source advances by
/// one word per element.
/// </summary>
/// <remarks>Thread-safe: an immutable value, if the other initializer is.</remarks>
[JsonConverter(typeof(InitializerJsonConverter<RearrangedInitializer>))]
public abstract record RearrangedInitializer : WrappingInitializer
{
    private protected RearrangedInitializer(IWeightInitializer inner) : base(inner)
    {
    }

    /// <summary>How the weights of a shape are made from those of the smaller one.</summary>
    private protected abstract Rearrangement Arrange(in TensorShape shape, in TensorShape innerShape);

    /// <summary>
    /// Where the run that starts at an element comes from in the smaller parameter, never a later index, and whether it is negated.
    /// </summary>
    private protected abstract (long From, bool IsNegated) Origin(long element, in Rearrangement arrangement);

    private protected sealed override void FillWhole<T>(
        Span<T> weights, in TensorShape shape, in TensorShape innerShape, IRandomSource random)
    {
        using var inner = new Rented<T>((int)innerShape.Count);
        TypedFill.Run(Inner, inner.Span, innerShape, random);
        Copy<T>(inner.Span, 0, weights, 0, Arrange(shape, innerShape));
        random.SkipUnused(weights.Length - innerShape.Count);
    }

    private protected sealed override void FillSlice(
        ISliceInitializer inner, Span<float> slice, long start, in TensorShape shape, IRandomBitSource random)
    {
        TensorShape innerShape = InnerShape(shape);
        Rearrangement arrangement = Arrange(shape, innerShape);
        (long first, long end) = Needed(start, slice.Length, arrangement);
        if (end - first > Array.MaxLength)
            throw new ArgumentException(
                $"slice must be made from at most {Array.MaxLength} consecutive weights of {innerShape}, but was made from {end - first}. "
                + "Split it where the weights repeat.",
                nameof(slice));
        using var needed = new Rented<float>((int)(end - first));
        inner.InitializeSlice(needed.Span, first, innerShape, random);
        Copy<float>(needed.Span, first, slice, start, arrangement);
        random.Skip(start + slice.Length - end);
    }

    /// <summary>The part of the smaller parameter that a slice is made from.</summary>
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

/// <summary>How the weights of a parameter are made from those of a smaller one.</summary>
/// <param name="Shape">The shape of the parameter.</param>
/// <param name="InnerShape">The shape of the smaller parameter.</param>
/// <param name="Axis">The axis along which outputs are repeated, if any are.</param>
/// <param name="Run">The number of elements that stay contiguous, counted from element 0.</param>
internal readonly record struct Rearrangement(TensorShape Shape, TensorShape InnerShape, int Axis, long Run);
