using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// The base of initializers with independent elements: element i is a function of word i of the stream, of i, and of the shape. Any slice
/// can be filled by itself, in any order and on any machine, and equals that slice of the whole parameter.
/// </summary>
/// <example>
/// <code>
/// float[] weights = new LogUniformInitializer(1e-3, 1e-1).Initialize([256], new PhiloxRandom(42));
///
/// public sealed record LogUniformInitializer(double Smallest, double Largest) : ElementwiseInitializer
/// {
///     protected override void Fill(Span&lt;float&gt; slice, long start, TensorShape shape, IRandomSource random)
///     {
///         random.NextUniform(slice, Math.Log(Smallest), Math.Log(Largest));
///         foreach (ref float weight in slice) weight = MathF.Exp(weight);
///     }
/// }
/// </code>
/// </example>
/// <remarks>
/// <para>To write an initializer, derive from this record and override <see cref="Fill"/>, and <see cref="Check"/> if some shapes cannot be
/// filled. The base validates arguments and provides slices and other number types.</para>
/// <para>
/// A large fill of a number type other than <see cref="float"/> is split into slices, which are filled on up to
/// <see cref="IRandomSource.MaxDegreeOfParallelism"/> threads: <see cref="Fill"/> is then called on several threads at once, each with its
/// own slice and source. An immutable initializer needs no further synchronization.
/// </para>
/// <para>Each element uses up one word of the source, even if its value needs none, so that replacing an initializer does not change what
/// is drawn after it.</para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<ElementwiseInitializer>))]
public abstract record ElementwiseInitializer : ISliceInitializer, ICheckedInitializer
{
    /// <summary>The size of a chunk of another number type: fits in the L1 cache, and makes the cost of calls negligible.</summary>
    private const int ChunkBytes = 8192;

    /// <summary>The number of elements in a chunk of the smallest number type.</summary>
    private const int ChunkFloats = ChunkBytes / sizeof(ushort);

    private const int CacheLine = 64;

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        Check(shape);
        FillWhole(weights, shape, random);
    }

    /// <inheritdoc/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => InitializeAs(weights, shape, random);

    /// <inheritdoc/>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        Guard.SliceArguments(start, slice.Length, shape, random);
        if (!slice.IsEmpty) Check(shape);
        random.Skip(start);
        if (!slice.IsEmpty) Fill(slice, start, shape, random);
    }

    /// <summary>
    /// Fills a number type other than float: chunk by chunk if the source provides words, on several threads if it can also seek.
    /// </summary>
    internal void InitializeAs<T>(Span<T> weights, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        CheckAs<T>(shape);
        if (random is not IRandomBitSource)
        {
            using var floats = new Rented<float>(weights.Length);
            FillWhole(floats.Span, shape, random);
            Convert<T>(floats.Span, weights, 0, shape, random);
        }
        else if ((weights.Length > ChunkBytes / Unsafe.SizeOf<T>() || MustClamp<T>()) && random is ISeekableSource source)
            ParallelFill.Run(weights, random.MaxDegreeOfParallelism, new Parts<T>(this, shape, source, source.Reserve(weights.Length)));
        else FillAs(weights, 0, shape, random);
    }

    /// <summary>Fills a slice of a number type other than float, on the calling thread; the source is at element 0.</summary>
    internal void InitializeSliceAs<T>(Span<T> slice, long start, in TensorShape shape, IRandomBitSource random) where T : unmanaged
    {
        if (!slice.IsEmpty) CheckAs<T>(shape);
        random.Skip(start);
        if (!slice.IsEmpty) FillAs(slice, start, shape, random);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => CheckAs<T>(shape);

    /// <summary>
    /// Throws for a shape that the initializer cannot fill; called before anything is drawn or written. Defaults to accepting every shape.
    /// </summary>
    /// <param name="shape">The shape of the whole parameter, which is not empty.</param>
    /// <exception cref="ArgumentException">The shape does not suit the initializer.</exception>
    protected virtual void Check(TensorShape shape)
    {
    }

    /// <summary>Fills a non-empty slice; the arguments have been checked.</summary>
    /// <param name="slice">The slice to fill.</param>
    /// <param name="start">The row-major index of its first element in the whole parameter.</param>
    /// <param name="shape">The shape of the whole parameter.</param>
    /// <param name="random">
    /// The source, positioned at element <paramref name="start"/>; on return it must be positioned after the slice. Do not keep it.
    /// </param>
    /// <remarks>May be called on several threads at once, each with its own slice and source.</remarks>
    protected abstract void Fill(Span<float> slice, long start, TensorShape shape, IRandomSource random);

    /// <summary>Whether the elements are drawn from a bounded distribution, and so lie within <see cref="RangeOf"/>.</summary>
    private protected virtual bool HasBounds => false;

    /// <summary>The range of the elements of an initializer that <see cref="HasBounds"/>.</summary>
    /// <param name="shape">The shape of the whole parameter.</param>
    /// <param name="start">The row-major index of the first element.</param>
    /// <param name="length">The number of elements; on return, the number of those that share the range.</param>
    private protected virtual FloatRange RangeOf(in TensorShape shape, long start, ref int length) =>
        throw new InvalidOperationException($"{this} has no bounds.");

    /// <summary>Fills a slice of another number type, chunk by chunk.</summary>
    [SkipLocalsInit]
    private protected virtual unsafe void FillAs<T>(Span<T> slice, long start, in TensorShape shape, IRandomSource random)
        where T : unmanaged
    {
        byte* memory = stackalloc byte[ChunkFloats * sizeof(float) + CacheLine]; // unaligned vectors are slower
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

    /// <summary>Whether rounding floats to the type could break their bounds.</summary>
    private bool MustClamp<T>() where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(ushort) && HasBounds;

    /// <summary>Converts the floats of a slice to another number type, within the same bounds.</summary>
    private void Convert<T>(Span<float> floats, Span<T> slice, long start, in TensorShape shape, IRandomSource random) where T : unmanaged
    {
        if (MustClamp<T>() && random is not ISeekableSource { NarrowBounds: not null })
        {
            for (int done = 0, length = floats.Length; done < floats.Length; done += length, length = floats.Length - done)
                RangeOf(shape, start + done, ref length).In<T>().Clamp(floats.Slice(done, length));
        }
        Numbers.Convert<T>(floats, slice);
    }

    /// <summary>Fills a whole parameter. A framework's source may reject the bounds; the error then names the source.</summary>
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

    /// <summary>Throws as <see cref="Check(TensorShape)"/> does, and for bounds between which the number type has no value.</summary>
    private void CheckAs<T>(in TensorShape shape) where T : unmanaged
    {
        Check(shape);
        if (!MustClamp<T>()) return;
        int length = 1;
        Guard.NumberBetween<T>(RangeOf(shape, 0, ref length), this);
    }

    /// <summary>Fills parts of a parameter whose words begin at a position of a source.</summary>
    private readonly struct Parts<T>(
        ElementwiseInitializer initializer, TensorShape shape, ISeekableSource source, ulong position) : IPartFill<T>
        where T : unmanaged
    {
        public void Invoke(Span<T> part, int start)
        {
            ISeekableSource own = source.At(position + (uint)start);
            own.NarrowBounds = initializer.MustClamp<T>() ? static range => range.In<T>() : null;
            initializer.FillAs(part, start, shape, own);
            source.Return(own);
        }
    }
}
