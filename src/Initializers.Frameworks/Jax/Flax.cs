using System.Buffers.Binary;
using System.Text;

namespace Initializers.Frameworks;

/// <summary>How Flax 0.12 derives the key of each parameter from that of a model.</summary>
/// <remarks>Thread-safe.</remarks>
public static class Flax
{
    /// <summary>Throws at halves of surrogate pairs, as Python does.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The key of a parameter of <c>flax.linen</c>: the model's, folded with the SHA-1 of the names of the modules on the way and the
    /// parameter's number.
    /// </summary>
    /// <param name="root">The key of <c>model.init(key, ...)</c>.</param>
    /// <param name="scope">
    /// The modules from the outermost below the root: <c>["Block_0", "Dense_0"]</c>; the root itself has no name.
    /// </param>
    /// <param name="counter">
    /// The parameter's number in its module, from 1: of Dense and Conv the kernel's is 1 and the bias' 2, of norms the scale's 1 and the
    /// bias' 2, of Embed the embedding's 1.
    /// </param>
    /// <param name="separator">The configuration <c>flax_fix_rng_separator</c>, which is off by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scope"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// A name is null, or holds half of a surrogate pair, or <paramref name="counter"/> is below 1.
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
    /// The key of the n-th parameter that a stream of <c>flax.nnx.Rngs</c> is asked for: Linear and Conv ask for a kernel and, if they have
    /// one, a bias, norms for scale and bias, Embed for an embedding.
    /// </summary>
    /// <param name="stream">The stream's key: <c>JaxKey.FromSeed(s)</c> of <c>Rngs(s)</c>.</param>
    /// <param name="count">How often it was asked before.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static JaxKey NnxKey(JaxKey stream, int count) => stream.FoldIn((uint)Guard.NotNegative(count));

    /// <summary>The default of Dense, Linear and Conv kernels: <c>lecun_normal()</c>.</summary>
    public static JaxInitializer Kernel() => JaxInit.LeCunNormal();

    /// <summary>The default of Embed: <c>variance_scaling(1.0, "fan_in", "normal", out_axis=0)</c>.</summary>
    public static JaxInitializer Embedding() => JaxInit.VarianceScaling(1, FanMode.In, JaxDistribution.Normal, outAxis: 0);

    /// <summary>The default of biases: zeros.</summary>
    public static JaxInitializer Bias() => JaxInit.Zeros();

    /// <summary>The default of the scales of norms: ones.</summary>
    public static JaxInitializer NormScale() => JaxInit.Ones();

    /// <summary>Refuses names of modules that are none.</summary>
    /// <exception cref="ArgumentException">There are no names, or one is null or holds half of a surrogate pair.</exception>
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
                throw new ArgumentException("scope must be names of modules, but one holds half a surrogate pair.", nameof(scope),
                    exception);
            }
        }
    }
}
