using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>A function of <c>jax.nn.initializers</c> with its arguments: fills arrays of float, double (as with <c>jax_enable_x64</c>), Half and bfloat16 as JAX 0.10 does from a key.</summary>
/// <remarks>
/// Called eagerly, as Flax does, unless <see cref="InJit"/>. Shapes are JAX' <c>[*kernel, in, out]</c>: their dimensions count, and not what a layout says of their axes. Verified for x86-64 with FMA; arrays are filled whole. Thread-safe: an immutable value.
/// </remarks>
public abstract record JaxInitializer : ITypedInitializer, IFrameworkInitializer
{
    private protected JaxInitializer()
    {
    }

    /// <summary>Whether it runs inside <c>jax.jit</c>.</summary>
    public bool IsJitted { get; private init; }

    /// <summary>The same inside <c>jax.jit</c>, where constants are folded: normals that are not truncated differ by an ulp in a third of the cases, and bounds of truncated float32 ones go through the C library's erff (the GNU one's, before 2.41), which moves values where XLA's erf is another.</summary>
    public JaxInitializer InJit() => this with { IsJitted = true };

    /// <summary>Fills an array of float32.</summary>
    /// <param name="weights">Where the weights go, in row-major order.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="key">The key, which is used as it is.</param>
    /// <exception cref="ArgumentException">The length is wrong, or the shape is not what the function takes.</exception>
    public void Initialize(Span<float> weights, TensorShape shape, JaxKey key) => Run<float, Float32>(weights, shape, key);

    /// <summary>Fills an array of float64, as with <c>jax_enable_x64</c>.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, JaxKey)"/>
    public void Initialize(Span<double> weights, TensorShape shape, JaxKey key) => Run<double, Float64>(weights, shape, key);

    /// <summary>Fills an array of float16.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, JaxKey)"/>
    public void Initialize(Span<Half> weights, TensorShape shape, JaxKey key) => Run<Half, Float16>(weights, shape, key);

    /// <summary>Fills an array of bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, JaxKey)"/>
    public void InitializeBFloat16(Span<ushort> weights, TensorShape shape, JaxKey key) => Run<ushort, BFloat16>(weights, shape, key);

    /// <summary>A new array of float32.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">The shape is not what the function takes.</exception>
    public float[] Initialize(TensorShape shape, JaxKey key)
    {
        var weights = new float[shape.Count];
        Initialize(weights, shape, key);
        return weights;
    }

    /// <inheritdoc/>
    /// <remarks>A <see cref="JaxRandom"/> gives a key of its own to each call.</remarks>
    /// <exception cref="ArgumentException">The length is wrong, the source is not a <see cref="JaxRandom"/>, or the shape is not what the function takes.</exception>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) => Run<float, Float32>(weights, shape, random);

    /// <summary>Fills an array of float64, as with <c>jax_enable_x64</c>.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<double> weights, TensorShape shape, IRandomSource random) => Run<double, Float64>(weights, shape, random);

    /// <summary>Fills an array of float16.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void Initialize(Span<Half> weights, TensorShape shape, IRandomSource random) => Run<Half, Float16>(weights, shape, random);

    /// <summary>Fills an array of bfloat16, as bits.</summary>
    /// <inheritdoc cref="Initialize(Span{float}, TensorShape, IRandomSource)"/>
    public void InitializeBFloat16(Span<ushort> weights, TensorShape shape, IRandomSource random) => Run<ushort, BFloat16>(weights, shape, random);

    /// <summary>Fills an array whose length has been checked.</summary>
    internal abstract void Fill<T, TType>(Span<T> weights, TensorShape shape, JaxKey key)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    private void Run<T, TType>(Span<T> weights, TensorShape shape, JaxKey key)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        Guard.Length(weights.Length, shape);
        Fill<T, TType>(weights, shape, key);
    }

    private void Run<T, TType>(Span<T> weights, TensorShape shape, IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T> =>
        Fill<T, TType>(weights, shape, Guard.FillFrom<JaxRandom>(weights.Length, shape, random, "a JaxRandom, or a JaxKey").NextKey());

    /// <summary>Each value times a factor, rounded.</summary>
    private protected static void Scale<T, TType>(Span<T> weights, double factor)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (typeof(T) == typeof(float)) VectorMap.Apply(MemoryMarshal.Cast<T, float>(weights), new Affine<T, TType>(factor, -0.0));
        else foreach (ref T weight in weights) weight = TType.Round(TType.Widen(weight) * factor);
    }

    bool ITypedInitializer.Draws<T>() => true;

    void ITypedInitializer.Initialize<T>(Span<T> weights, TensorShape shape, IRandomSource random)
    {
        if (typeof(T) == typeof(double)) Initialize(MemoryMarshal.Cast<T, double>(weights), shape, random);
        else if (typeof(T) == typeof(Half)) Initialize(MemoryMarshal.Cast<T, Half>(weights), shape, random);
        else InitializeBFloat16(MemoryMarshal.Cast<T, ushort>(weights), shape, random);
    }

    IRandomSource? IFrameworkInitializer.SourceOf(ulong seed) => new JaxRandom((long)seed);
}
