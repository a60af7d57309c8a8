using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>PyTorch before 2.12. The tests of Initializers.TorchSharp compare far more with libtorch itself.</summary>
public class PyTorchVersionTests
{
    private static readonly PyTorchInitializer TruncNormal = PyTorchInit.TruncNormal(0.3, 0.5, -0.2, 1.1);

    /// <summary>
    /// libtorch 2.10 with ATEN_CPU_CAPABILITY: the SHA-256 of the bytes of uniform_(-0.3, 0.7) and uniform_(1, 1.000001) of 1,000 elements,
    /// of normal_(0.25, 0.75) of 3 and of 1,003, in 16-bit types of TruncNormal of 1,000, and of the state.
    /// </summary>
    [Theory]
    [InlineData(typeof(float), PyTorchCpuCapability.Avx2, "b9f6288790003a58e02f04cd3839e587c9b8e029577d1456894f3649f1018ec1")]
    [InlineData(typeof(float), PyTorchCpuCapability.Default, "6c7f7f92c02028fe31eb1d1659e6ca18dd013d78116524689c01f2714afcfc46")]
    [InlineData(typeof(double), PyTorchCpuCapability.Avx2, "c1ecd9e6cbe646ff29792e74418a92e8a837375a8c7f6a34773a74c7e060b605")]
    [InlineData(typeof(double), PyTorchCpuCapability.Default, "980ce656d9689701a7992f69eee97cd9a995dde544b0e94f1aabc6cf0a283402")]
    [InlineData(typeof(Half), PyTorchCpuCapability.Avx2, "ac8180816d1e15308a48ade9d48513b2fe9d213c9af105f84e138bad9fd297dc")]
    [InlineData(typeof(Half), PyTorchCpuCapability.Default, "ac8180816d1e15308a48ade9d48513b2fe9d213c9af105f84e138bad9fd297dc")]
    [InlineData(typeof(ushort), PyTorchCpuCapability.Avx2, "ac51ee7baa2521e32f351c71263b14f0ea9512de970ec863459eaa68bc90aac2")]
    [InlineData(typeof(ushort), PyTorchCpuCapability.Default, "ac51ee7baa2521e32f351c71263b14f0ea9512de970ec863459eaa68bc90aac2")]
    public void Fills_OfTheEarlierVersion_HaveTheBitsOfLibtorch2_10(Type type, PyTorchCpuCapability capability, string digest)
    {
        var random = new PyTorchRandom(2110, capability, PyTorchVersion.V211);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        (PyTorchInitializer Fill, int Count)[] fills =
        [
            (PyTorchInit.Uniform(-0.3, 0.7), 1000), (PyTorchInit.Uniform(1, 1.000001), 1000),
            (PyTorchInit.Normal(0.25, 0.75), 3), (PyTorchInit.Normal(0.25, 0.75), 1003),
        ];
        if (type == typeof(Half) || type == typeof(ushort)) fills = [.. fills, (TruncNormal, 1000)];
        foreach ((PyTorchInitializer fill, int count) in fills) hash.AppendData(Draw(fill, type, count, random));
        hash.AppendData(random.GetState());
        Convert.ToHexStringLower(hash.GetHashAndReset()).Should().Be(digest);
        random.Version.Should().Be(PyTorchVersion.V211);
        new PyTorchRandom(1).Version.Should().Be(PyTorchVersion.V212);
    }

    [Theory]
    [InlineData(typeof(float))]
    [InlineData(typeof(double))]
    [InlineData(typeof(Half))]
    [InlineData(typeof(ushort))]
    public void TruncNormal_OfNoOrOneMethod_IsThatOfTheGeneratorOrOfTheMethod(Type type)
    {
        PyTorchInitializer rejection = PyTorchInit.TruncNormal(0.3, 0.5, -0.2, 1.1, PyTorchTruncation.Rejection),
            inverseErf = PyTorchInit.TruncNormal(0.3, 0.5, -0.2, 1.1, PyTorchTruncation.InverseErf);
        byte[] earlier = Draw(TruncNormal, type, 100, Version(PyTorchVersion.V211)),
            later = Draw(TruncNormal, type, 100, Version(PyTorchVersion.V212));
        earlier.Should().NotEqual(later);
        foreach (PyTorchVersion version in Enum.GetValues<PyTorchVersion>())
        {
            Draw(inverseErf, type, 100, Version(version)).Should().Equal(earlier);
            Draw(rejection, type, 100, Version(version)).Should().Equal(later);
        }

        static PyTorchRandom Version(PyTorchVersion version) => new(7, version: version);
    }

    /// <summary>Its uniforms round up to the bound, and its truncated normals are by the inverse error function.</summary>
    [Fact]
    public void Source_OfTheEarlierVersion_DrawsItsFloats()
    {
        var random = new PyTorchRandom(3, version: PyTorchVersion.V211);
        var uniforms = new float[1000];
        random.NextUniform(uniforms, 1, 1.000001);
        uniforms.Should().Contain(1.000001f);
        PyTorchRandom one = new(3, version: PyTorchVersion.V211), other = new(3, version: PyTorchVersion.V211);
        Init.TruncatedNormal(0.25, 0.5, -1, 1.5).Initialize([1000], one)
            .Should().Equal(PyTorchInit.TruncNormal(0.25, 0.5, -0.25, 1).Initialize([1000], other));
    }

    /// <summary>Where TorchSharp's generator stood, in words: each copy of a layer draws it anew, and each module within it.</summary>
    [Theory]
    [InlineData(1, 1, 5016)]
    [InlineData(2, 1, 6488)]
    [InlineData(1, 2, 7344)]
    [InlineData(3, 1, 7960)]
    public void Transformer_OfTheCppFrontEnd_DrawsAsManyWordsAsTorchSharp(int encoderLayers, int decoderLayers, int words)
    {
        PyTorchRandom random = new(5), skipped = new(5);
        PyTorchModule cpp = PyTorchInit.Transformer(8, encoderLayers, decoderLayers, 12, frontEnd: PyTorchFrontEnd.Cpp),
            python = PyTorchInit.Transformer(8, encoderLayers, decoderLayers, 12);
        cpp.Initialize(random);
        skipped.Skip(words);
        random.GetState().Should().Equal(skipped.GetState());
        cpp.Names.Should().Equal(python.Names);
    }

    [Theory]
    [InlineData(1, 1500)]
    [InlineData(2, 2524)]
    [InlineData(3, 3548)]
    public void Encoder_OfTheCppFrontEnd_HasPythonsWeightsAndDrawsMore(int layers, int words)
    {
        PyTorchRandom random = new(5), skipped = new(5);
        PyTorchInit.TransformerEncoder(layers, 8, 12, frontEnd: PyTorchFrontEnd.Cpp).Initialize(random).Select(tensor => tensor.Values)
            .Should().BeEquivalentTo(PyTorchInit.TransformerEncoder(layers, 8, 12).Initialize(new PyTorchRandom(5))
                .Select(tensor => tensor.Values), options => options.WithStrictOrdering());
        skipped.Skip(words);
        random.GetState().Should().Equal(skipped.GetState());
    }

    private static byte[] Draw(PyTorchInitializer fill, Type type, int count, PyTorchRandom random)
    {
        if (type == typeof(double)) return Bytes<double>(weights => fill.Initialize(weights, [count], random));
        if (type == typeof(Half)) return Bytes<Half>(weights => fill.Initialize(weights, [count], random));
        if (type == typeof(ushort)) return Bytes<ushort>(weights => fill.InitializeBFloat16(weights, [count], random));
        return Bytes<float>(weights => fill.Initialize(weights, [count], random));

        byte[] Bytes<T>(Action<T[]> draw)
            where T : unmanaged
        {
            var weights = new T[count];
            draw(weights);
            return MemoryMarshal.AsBytes<T>(weights).ToArray();
        }
    }
}
