namespace Initializers;

/// <summary>
/// The base of all initializers whose elements are independent: element i is a function of word i of the stream, and of i and the shape.
/// Any slice can be filled alone, in any order, on any machine, and equals that slice of the whole.
/// </summary>
/// <remarks>
/// <para>A custom initializer derives from this record and writes <see cref="Fill"/>, and <see cref="Check"/> where it does not take every shape. Validation, slices and other number types are here.</para>
/// <para>Each element takes one word of the source, also where its value needs none, so that another initializer in its place does not move what is drawn next.</para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public abstract record ElementwiseInitializer : ISliceInitializer, ICheckedInitializer
{
    private const int Chunk = 1024;

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.Fill(weights.Length, shape, random)) return;
        Check(shape);
        Fill(weights, 0, shape, random);
    }

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => InitializeAs(weights, shape, random);

    /// <inheritdoc/>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        Guard.Slice(start, slice.Length, shape, random);
        if (!slice.IsEmpty) Check(shape);
        random.Skip(start);
        if (!slice.IsEmpty) Fill(slice, start, shape, random);
    }

    /// <summary>Fills a number type that is not float, chunk by chunk where the source can.</summary>
    internal void InitializeAs<T>(Span<T> weights, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(random);
        if (random is not IRandomBitSource)
        {
            ConvertedFill.All(this, weights, shape, random);
            return;
        }
        if (!Guard.Fill(weights.Length, shape, random)) return;
        Check(shape);
        Span<float> floats = stackalloc float[Chunk];
        for (uint start = 0; start < (uint)weights.Length; start += Chunk)
        {
            Span<T> part = weights.Slice((int)start, Math.Min(Chunk, weights.Length - (int)start));
            Fill(floats[..part.Length], start, shape, random);
            Numbers.Convert<T>(floats[..part.Length], part);
        }
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource random) => Check(shape);

    /// <summary>Refuses a shape that the initializer cannot fill; called before anything is drawn or written. Defaults to taking every shape.</summary>
    /// <param name="shape">The shape of the whole parameter, which has elements.</param>
    /// <exception cref="ArgumentException">The shape lacks what the initializer needs.</exception>
    protected virtual void Check(TensorShape shape)
    {
    }

    /// <summary>Fills a slice that is not empty; the arguments have been checked.</summary>
    /// <param name="slice">Where the elements go.</param>
    /// <param name="start">Row-major index of the first of them in the whole parameter.</param>
    /// <param name="shape">The shape of the whole parameter.</param>
    /// <param name="random">The source, which stands at element <paramref name="start"/>; on return it stands behind the slice.</param>
    protected abstract void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random);
}
