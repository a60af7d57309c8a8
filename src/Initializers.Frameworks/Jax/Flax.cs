using System.Buffers.Binary;
using System.Text;

namespace Initializers.Frameworks;

/// <summary>How Flax 0.12 derives the key of each parameter from the key of a model, and its default initializers.</summary>
/// <example>
/// <code>
/// // The kernel of Dense_0 in a linen module: model.init(jax.random.key(0), x)["params"]["Dense_0"]["kernel"]
/// IReadOnlyList&lt;NamedTensor&lt;float&gt;&gt; dense = FlaxLayer.Dense(784, 256).Initialize(JaxKey.FromSeed(0), ["Dense_0"]);
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class Flax
{
    /// <summary>Throws on unpaired surrogates, as Python does.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The key of a parameter of <c>flax.linen</c>: the model's key folded with the SHA-1 of the path of module names and the parameter's
    /// number.
    /// </summary>
    /// <param name="root">The key of <c>model.init(key, ...)</c>.</param>
    /// <param name="scope">
    /// The path of module names from the outermost below the root: <c>["Block_0", "Dense_0"]</c>; the root itself has no name.
    /// </param>
    /// <param name="counter">
    /// The parameter's number in its module, from 1: in Dense and Conv 1 for the kernel and 2 for the bias, in norms 1 for the scale and 2
    /// for the bias, in Embed 1 for the embedding.
    /// </param>
    /// <param name="separator">Flax's setting <c>flax_fix_rng_separator</c>, which is off by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scope"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A name is null or has an unpaired surrogate, or <paramref name="counter"/> is below 1.
    /// </exception>
    public static JaxKey LinenKey(JaxKey root, IReadOnlyList<string> scope, int counter, bool separator = false)
    {
        Check(scope);
        Guard.Positive(counter);
        var parts = scope.Select(Utf8.GetBytes).ToList();
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, counter);
        parts.Add(number.TrimStart((byte)0).ToArray());
        byte[] data = [.. parts.SelectMany(part => separator ? part.Prepend((byte)0) : part)];
        Span<byte> digest = stackalloc byte[Sha1.DigestBytes];
        SecureHash.Hash<Sha1>(data, digest);
        return root.FoldIn(BinaryPrimitives.ReadUInt32BigEndian(digest));
    }

    /// <summary>
    /// The key of a parameter of <c>flax.nnx</c>, from a stream of <c>nnx.Rngs</c>: Linear and Conv take a key for the kernel and, if they
    /// have one, the bias, norms for scale and bias, Embed for the embedding.
    /// </summary>
    /// <param name="stream">The stream's key: <c>JaxKey.FromSeed(s)</c> for <c>Rngs(s)</c>.</param>
    /// <param name="count">The number of keys taken before.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static JaxKey NnxKey(JaxKey stream, int count) => stream.FoldIn((uint)Guard.NotNegative(count));

    /// <summary>The default for kernels of Dense, Linear and Conv: <c>lecun_normal()</c>.</summary>
    public static JaxInitializer Kernel() => JaxInit.LeCunNormal();

    /// <summary>The default for Embed: <c>variance_scaling(1.0, "fan_in", "normal", out_axis=0)</c>.</summary>
    public static JaxInitializer Embedding() => JaxInit.VarianceScaling(1, FanMode.In, JaxDistribution.Normal, outAxis: 0);

    /// <summary>The default for biases: zeros.</summary>
    public static JaxInitializer Bias() => JaxInit.Zeros();

    /// <summary>The default for scales of norms: ones.</summary>
    public static JaxInitializer NormScale() => JaxInit.Ones();

    /// <summary>Refuses invalid paths of module names.</summary>
    /// <exception cref="ArgumentException">The path is null, or a name is null or has an unpaired surrogate.</exception>
    internal static void Check(IReadOnlyList<string> scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        string names = string.Join(", ", scope.Select(name => name ?? "null"));
        if (scope.Contains(null!))
            throw new ArgumentException($"scope must be the names of modules, but was [{Excerpt.Of(names)}].", nameof(scope));
        foreach (string name in scope)
        {
            try
            {
                Utf8.GetByteCount(name);
            }
            catch (EncoderFallbackException exception)
            {
                throw new ArgumentException("scope must be valid Unicode, but a name had an unpaired surrogate.", nameof(scope), exception);
            }
        }
    }
}
