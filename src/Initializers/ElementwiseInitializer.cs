using System.Runtime.CompilerServices;

namespace Initializers;

/// <summary>
/// The base of all initializers whose elements are independent: element i is a function of word i of the stream, and of i and the shape.
/// Any slice can be filled alone, in any order, on any machine, and equals that slice of the whole.
/// </summary>
/// <remarks>
/// <para>A custom initializer derives from this record and writes <see cref="Fill"/>, and <see cref="Check"/> where it does not take every
/// shape. Validation, slices and other number types are here.</para>
/// <para>
/// A large fill of another number type than <see cref="float"/> is done in slices, on all cores or as many as
/// <see cref="IRandomSource.MaxDegreeOfParallelism"/> of the source says: <see cref="Fill"/> is then called on several threads at once,
/// each with a slice and a source of its own. An immutable value, which is what an initializer is, needs no more care than that.
/// </para>
/// <para>Each element takes one word of the source, also where its value needs none, so that another initializer in its place
/// does not move what is drawn next.</para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public abstract record ElementwiseInitializer : ISliceInitializer, ICheckedInitializer
{
    /// <summary>Of another number type so much is filled at a time: it stays in the nearest cache, and calls do not count.</summary>
    private const int ChunkBytes = 8192;

    /// <summary>The floats of a chunk of the smallest number type.</summary>
    private const int ChunkFloats = ChunkBytes / sizeof(ushort);

    private const int CacheLine = 64;

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.Fill(weights.Length, shape, random)) return;
        Check(shape);
        FillWhole(weights, shape, random);
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

    /// <summary>
    /// Fills a number type that is not float, chunk by chunk where the source can, and on several threads where it can more.
    /// </summary>
    internal void InitializeAs<T>(Span<T> weights, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        if (!Guard.Fill(weights.Length, shape, random)) return;
        CheckAs<T>(shape);
        if (random is not IRandomBitSource)
        {
            using var floats = new Rented<float>(weights.Length);
            FillWhole(floats.Span, shape, random);
            Convert<T>(floats.Span, weights, 0, shape, random);
        }
        else if ((weights.Length > ChunkBytes / Unsafe.SizeOf<T>() || KeepsBounds<T>()) && random is ISeekableSource source)
            ParallelFill.Run(weights, random.MaxDegreeOfParallelism, new Parts<T>(this, shape, source, source.Reserve(weights.Length)));
        else FillAs(weights, 0, shape, random);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => CheckAs<T>(shape);

    /// <summary>
    /// Refuses a shape that the initializer cannot fill; called before anything is drawn or written. Defaults to taking every shape.
    /// </summary>
    /// <param name="shape">The shape of the whole parameter, which has elements.</param>
    /// <exception cref="ArgumentException">The shape lacks what the initializer needs.</exception>
    protected virtual void Check(TensorShape shape)
    {
    }

    /// <summary>Fills a slice that is not empty; the arguments have been checked.</summary>
    /// <param name="slice">Where the elements go.</param>
    /// <param name="start">Row-major index of the first of them in the whole parameter.</param>
    /// <param name="shape">The shape of the whole parameter.</param>
    /// <param name="random">
    /// The source, which stands at element <paramref name="start"/>; on return it stands behind the slice. It is not to be kept.
    /// </param>
    /// <remarks>May be called on several threads at once, each with a slice and a source of its own.</remarks>
    protected abstract void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random);

    /// <summary>Whether elements are what the source gives between bounds, and as such within <see cref="RangeOf"/>.</summary>
    private protected virtual bool HasBounds => false;

    /// <summary>The floats that elements are kept to, of an initializer that <see cref="HasBounds"/>.</summary>
    /// <param name="shape">The shape of the whole parameter.</param>
    /// <param name="start">Row-major index of the first of the elements.</param>
    /// <param name="length">How many they are; on return how many of them are kept to the same.</param>
    private protected virtual FloatRange RangeOf(in TensorShape shape, long start, ref int length) =>
        throw new InvalidOperationException($"{this} has no bounds.");

    /// <summary>Fills a slice of another number type, chunk by chunk.</summary>
    [SkipLocalsInit]
    private protected virtual unsafe void FillAs<T>(Span<T> slice, long start, in TensorShape shape, IRandomSource random)
        where T : unmanaged
    {
        byte* memory = stackalloc byte[ChunkFloats * sizeof(float) + CacheLine]; // vectors that cross lines take longer
        var buffer = new Span<float>((float*)(((nint)memory + CacheLine - 1) & -CacheLine), ChunkBytes / sizeof(T));
        while (!slice.IsEmpty)
        {
            Span<float> floats = buffer[..Math.Min(buffer.Length, slice.Length)];
            Fill(floats, start, shape, random);
            Convert<T>(floats, slice[..floats.Length], start, shape, random);
            slice = slice[floats.Length..];
            start += floats.Length;
        }
    }

    /// <summary>Whether bounds, which hold for floats, have to be kept when these are rounded.</summary>
    private bool KeepsBounds<T>() where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(ushort) && HasBounds;

    /// <summary>Floats of a slice as numbers of another type, within the same bounds.</summary>
    private void Convert<T>(Span<float> floats, Span<T> slice, long start, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        if (KeepsBounds<T>() && random is not ISeekableSource { Bounds: not null })
        {
            for (int done = 0, length = floats.Length; done < floats.Length; done += length, length = floats.Length - done)
                RangeOf(shape, start + done, ref length).In<T>().Clamp(floats.Slice(done, length));
        }
        Numbers.Convert<T>(floats, slice);
    }

    /// <summary>A fill of all of a parameter, which a framework's source may refuse: it has bounds of its own.</summary>
    private void FillWhole(Span<float> weights, in TensorShape shape, IRandomSource random)
    {
        try
        {
            Fill(weights, 0, shape, random);
        }
        catch (ArgumentException refusal) when (random is not IRandomBitSource && refusal.ParamName is not nameof(shape))
        {
            throw CallerNames.Rename(refusal, nameof(random));
        }
    }

    /// <summary>Refuses what <see cref="Check(TensorShape)"/> does, and bounds between which a number type has no number.</summary>
    private void CheckAs<T>(in TensorShape shape) where T : unmanaged
    {
        Check(shape);
        if (!KeepsBounds<T>()) return;
        int length = 1;
        Guard.NumberBetween<T>(RangeOf(shape, 0, ref length), this);
    }

    /// <summary>Slices of a parameter whose words begin at a position of a source.</summary>
    private readonly struct Parts<T>(
        ElementwiseInitializer initializer, TensorShape shape, ISeekableSource source, ulong position) : IPartFill<T>
        where T : unmanaged
    {
        public void Invoke(Span<T> part, int start)
        {
            ISeekableSource own = source.At(position + (uint)start);
            own.Bounds = initializer.KeepsBounds<T>() ? static range => range.In<T>() : null;
            initializer.FillAs(part, start, shape, own);
            source.Return(own);
        }
    }
}
