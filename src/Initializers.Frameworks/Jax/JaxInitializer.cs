using System.Runtime.InteropServices;

namespace Initializers.Frameworks;

/// <summary>
/// A function of <c>jax.nn.initializers</c> with its arguments: fills float, double (as with <c>jax_enable_x64</c>), Half and bfloat16
/// arrays from a key, as JAX 0.10 does.
/// </summary>
/// <remarks>
/// <para>
/// Called eagerly, as Flax does, unless <see cref="InJit"/>. Shapes are JAX's <c>[*kernel, in, out]</c>: only their dimensions count, not
/// the axes named by a layout. Verified on x86-64 with FMA; arrays are filled whole. Thread-safe: an immutable value.
/// </para>
/// <para>A <see cref="JaxRandom"/> gives every call a new key, except for an empty array.</para>
/// </remarks>
public abstract record JaxInitializer : FrameworkInitializer<JaxRandom>
{
    private protected JaxInitializer()
    {
    }

    /// <summary>Whether the function runs inside <c>jax.jit</c>.</summary>
    public bool IsJitted { get; private init; }

    private protected override string Accepted => "a JaxRandom, or a JaxKey";

    /// <summary>
    /// The same function inside <c>jax.jit</c>, where constants are folded: a third of the untruncated normals differ by an ulp, and the
    /// bounds of truncated float32 normals go through the C library's erff (GNU, before 2.41), which moves values where XLA's erf differs.
    /// </summary>
    public JaxInitializer InJit() => this with { IsJitted = true };

    /// <summary>Fills an array of float32.</summary>
    /// <param name="weights">Receives the weights, in row-major order.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="key">The key, which is used as it is, not split.</param>
    /// <exception cref="ArgumentException">
    /// The length is wrong, or the function does not take the shape; nothing is written.
    /// </exception>
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

    /// <summary>Fills a new array of float32.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentException">
    /// The function does not take the shape, or it has more elements than an array can have.
    /// </exception>
    public float[] Initialize(TensorShape shape, JaxKey key)
    {
        var weights = new float[Guard.ArrayLength(shape)];
        Initialize(weights, shape, key);
        return weights;
    }

    /// <summary>
    /// Refuses a shape that the function does not take, in the name of the caller's parameter; by default every shape is taken.
    /// </summary>
    /// <exception cref="ArgumentException">The function does not take the shape.</exception>
    internal virtual void Check(in TensorShape shape, string name)
    {
    }

    internal sealed override void Check<T, TType>(in TensorShape shape, JaxRandom source) => Check(shape, nameof(shape));

    internal sealed override void Fill<T, TType>(Span<T> weights, in TensorShape shape, JaxRandom? source) =>
        FillFrom<T, TType>(weights, shape, source?.NextKey() ?? default);

    /// <summary>Fills a checked array that is not empty.</summary>
    internal abstract void FillFrom<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key)
        where T : unmanaged
        where TType : struct, ITensorType<T>;

    private protected override JaxRandom SourceOf(ulong seed) => new((long)seed);

    /// <summary>Multiplies each value by a factor, and rounds.</summary>
    private protected static void Scale<T, TType>(Span<T> weights, double factor)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (typeof(T) == typeof(float)) VectorMap.Apply(MemoryMarshal.Cast<T, float>(weights), new Affine<T, TType>(factor, -0.0));
        else foreach (ref T weight in weights) weight = TType.Round(TType.Widen(weight) * factor);
    }

    private void Run<T, TType>(Span<T> weights, in TensorShape shape, JaxKey key)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        Guard.Length(weights.Length, shape);
        Check(shape, nameof(shape));
        if (!weights.IsEmpty) FillFrom<T, TType>(weights, shape, key);
    }
}
