using System.Numerics;
using System.Text.Json;
using CsCheck;
using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// Every source and counter resumes from a state saved in mid-stream, including as JSON without options; hostile states are refused.
/// </summary>
public class StateTests
{
    public static TheoryData<NumPyBitGenerator> Generators => [.. Enum.GetValues<NumPyBitGenerator>()];

    public static TheoryData<KerasBackend> Backends => [.. Enum.GetValues<KerasBackend>()];

    [Theory, MemberData(nameof(Generators))]
    public void NumPyRandom_SavedAfterSomeWords_GoesOn(NumPyBitGenerator generator) =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Frequency((3, Gen.Int[0, 9]), (1, Gen.Int[600, 1300]))).Holds((seed, words) =>
        {
            var random = new NumPyRandom(seed, generator);
            random.NextBits(new uint[words]);
            var resumed = new NumPyRandom(Reread(random.State));
            resumed.State.Should().Be(random.State);
            resumed.BitGenerator.Should().Be(generator);
            Next(resumed).Should().Equal(Next(random));
            resumed.State.Should().Be(random.State).And.NotBe(new NumPyRandom(seed, generator).State);
            resumed.State.GetHashCode().Should().Be(random.State.GetHashCode());
        }, count: 50);

    [Theory]
    [InlineData(0, "35399562948360463058890781895381311971", "87136372517582989555478159403783844777")]
    [InlineData(1, "207833532711051698738587646355624148094", "194290289479364712180083596243593368443")]
    [InlineData(42, "274674114334540486603088602300644985544", "332724090758049132448979897138935081983")]
    public void NumPyState_OfASeed_IsTheDictionaryOfPython(int seed, string state, string increment)
    {
        // json.dumps(numpy.random.default_rng(seed).bit_generator.state), whose numbers are well known.
        string json =
            $$$"""{"bit_generator": "PCG64", "state": {"state": {{{state}}}, "inc": {{{increment}}}}, "has_uint32": 0, "uinteger": 0}""";
        JsonSerializer.Serialize(new NumPyRandom(seed).State).Should().Be(json.Replace(" ", "", StringComparison.Ordinal));
        Next(new NumPyRandom(JsonSerializer.Deserialize<NumPyState>(json)!)).Should().Equal(Next(new NumPyRandom(seed)));
    }

    [Fact]
    public void NumPyState_InJson_IsTheDictionaryOfEachGenerator()
    {
        const string Half = "\"has_uint32\":1,\"uinteger\":\\d+\\}$";
        Json(NumPyBitGenerator.Pcg64Dxsm).Should()
            .MatchRegex("""^\{"bit_generator":"PCG64DXSM","state":\{"state":\d+,"inc":\d+\},""" + Half);
        Json(NumPyBitGenerator.Philox).Should().MatchRegex(
            """^\{"bit_generator":"Philox","state":\{"counter":\[1,0,0,0\],"key":\[\d+,\d+\]\},"""
            + "\"buffer\":\\[\\d+,\\d+,\\d+,\\d+\\],\"buffer_pos\":1," + Half);
        Json(NumPyBitGenerator.Sfc64).Should()
            .MatchRegex("""^\{"bit_generator":"SFC64","state":\{"state":\[\d+,\d+,\d+,14\]\},""" + Half, "twelve words were dropped");
        Json(NumPyBitGenerator.MT19937).Should()
            .MatchRegex("""^\{"bit_generator":"MT19937","state":\{"key":\[(\d+,){623}\d+\],"pos":624\}\}$""");
        // numpy.random.seed(42); numpy.random.randn() caches the second normal.
        var legacy = new NumPyLegacyRandom(42);
        legacy.RandN(new double[1]);
        JsonSerializer.Serialize(legacy.State).Should().EndWith("""],"pos":4},"has_gauss":1,"gauss":-0.13826430117118466}""");

        static string Json(NumPyBitGenerator generator)
        {
            var random = new NumPyRandom(1, generator);
            random.NextBits(new uint[1]);
            return JsonSerializer.Serialize(random.State);
        }
    }

    [Fact]
    public void NumPyLegacyRandom_SavedWithAKeptNormal_GoesOn() => Gen.Select(Gen.UInt, Gen.Int[0, 700]).Holds((seed, normals) =>
    {
        var random = new NumPyLegacyRandom(seed);
        random.RandN(new double[normals]);
        var resumed = new NumPyLegacyRandom(Reread(random.State));
        (double[] expected, double[] actual) = (new double[7], new double[7]);
        random.RandN(expected);
        resumed.RandN(actual);
        actual.Should().Equal(expected);
        resumed.State.Should().Be(random.State);
    }, count: 50);

    [Theory, MemberData(nameof(Backends))]
    public void KerasRandom_Saved_GoesOn(KerasBackend backend)
    {
        KerasRandom generator = KerasRandom.Generator(42, backend), number = new(42, backend);
        generator.NextNormal(new float[3], 0, 1);
        foreach (KerasRandom random in (KerasRandom[])[generator, number])
        {
            var resumed = new KerasRandom(Reread(random.State));
            for (int call = 0; call < 3; call++) Next(resumed).Should().Equal(Next(random));
            resumed.State.Should().Be(random.State);
        }
        generator.State.Seed.Should().Be(new KerasSeed(42, 7));
        JsonSerializer.Serialize(number.State).Should()
            .Be($$"""{"Seed":{"First":42,"Second":0},"IsGenerator":false,"Backend":"{{backend}}"}""");
    }

    [Fact]
    public void KerasRandom_AtTheEndOfItsNumbers_BeginsAnew()
    {
        // The state of a SeedGenerator is uint32 on JAX and NumPy, and int32 on PyTorch.
        foreach (KerasBackend backend in (KerasBackend[])[KerasBackend.Jax, KerasBackend.NumPy])
        {
            var random = new KerasRandom(new KerasRandomState(new(42, uint.MaxValue), backend, true));
            Next(random);
            random.State.Seed.Second.Should().Be(1);
        }
        var torch = new KerasRandom(new KerasRandomState(new(42, int.MaxValue), KerasBackend.Torch, true));
        torch.NextUniform(new float[1], 0, 1);
        torch.State.Seed.Second.Should().Be(int.MinValue);
    }

    [Theory, MemberData(nameof(Backends))]
    public void KerasSession_Saved_GoesOn(KerasBackend backend) =>
        Gen.Select(Gen.UInt, Gen.Int[0, 3].Array[1, 3]).Holds((seed, drawsOfEachSeed) =>
        {
            var session = new KerasSession(seed, backend);
            foreach (int draws in drawsOfEachSeed)
            {
                session.NextSeed();
                for (int i = 0; i < draws; i++) session.Uniform(new float[2]);
            }
            var resumed = new KerasSession(Reread(session.State));
            (float[] expected, float[] actual) = (new float[5], new float[5]);
            resumed.NextSeed().Should().Be(session.NextSeed());
            session.Normal(expected);
            resumed.Normal(actual);
            actual.Should().Equal(expected);
            resumed.State.Should().Be(session.State);
            resumed.State.GetHashCode().Should().Be(session.State.GetHashCode());
        }, count: 30);

    [Fact]
    public void TensorFlowRandom_Saved_GoesOn() =>
        Gen.Select(Gen.ULong, Gen.UInt128, (high, low) => ((BigInteger)high << 128) + low).Holds(seed =>
        {
            var random = new TensorFlowRandom(seed);
            random.NextNormal(new float[3], 0, 1);
            var resumed = new TensorFlowRandom(Reread(random.State));
            Next(resumed).Should().Equal(Next(random));
            resumed.State.Should().Be(random.State);
        }, count: 50);

    [Fact]
    public void JaxRandomAndFlaxRngs_Saved_GoOn()
    {
        var random = new JaxRandom(JaxKey.FromSeed(-1, JaxLayout.Legacy, x64: true));
        random.NextKey();
        Next(new JaxRandom(Reread(random.Key))).Should().Equal(Next(random));

        var rngs = new FlaxRngs(3);
        rngs.Next();
        var resumed = new FlaxRngs(Reread(rngs.State));
        resumed.Next().Should().Be(rngs.Next());
        resumed.State.Should().Be(rngs.State);
        resumed.Count.Should().Be(2);
        ((Action)(() => new FlaxRngs(new FlaxRngsState(default, int.MaxValue)).Next())).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void PyTorchRandom_Saved_GoesOn()
    {
        var random = new PyTorchRandom(3);
        random.NextNormal(new float[3], 0, 1);
        var resumed = new PyTorchRandom(0);
        resumed.SetState(Reread(random.GetState()));
        Next(resumed).Should().Equal(Next(random));
    }

    [Fact]
    public void SeedSequence_Saved_CountsOn()
    {
        var sequence = new SeedSequence([BigInteger.Pow(10, 40), 7], [2, BigInteger.Pow(2, 70)]);
        sequence.Spawn(5);
        SeedSequenceState state = sequence.State;
        JsonSerializer.Serialize(state)
            .Should().Be("""{"entropy":[10000000000000000000000000000000000000000,7],"spawn_key":[2,1180591620717411303424],"""
                + "\"pool_size\":4,\"n_children_spawned\":5}");
        var resumed = new SeedSequence(Reread(state));
        resumed.GenerateState(3).Should().Equal(sequence.GenerateState(3));
        resumed.Spawn(1)[0].GenerateState(3).Should().Equal(sequence.Spawn(1)[0].GenerateState(3));
        resumed.State.Should().Be(sequence.State);
        resumed.State.GetHashCode().Should().Be(sequence.State.GetHashCode());
        JsonSerializer.Deserialize<SeedSequenceState>("""{"entropy": 42, "spawn_key": [], "pool_size": 4, "n_children_spawned": 0}""")
            .Should().Be(new SeedSequence(42).State, "json.dumps writes a Python int like this");
    }

    [Fact]
    public void States_ThatAreNone_AreRefusedByName()
    {
        ulong[] twister = [.. Enumerable.Repeat(1UL, 624)], zeros = new ulong[624];
        Refused(
            "words",
            () => new NumPyState(NumPyBitGenerator.Pcg64, [1, 2, 3]), () => new NumPyState(NumPyBitGenerator.Pcg64, [1, 2, 3, 4]),
            () => new NumPyState(NumPyBitGenerator.Pcg64Dxsm, [1, 2, 3, 4]), () => new NumPyState(NumPyBitGenerator.Sfc64, new ulong[5]),
            () => new NumPyState(NumPyBitGenerator.Philox, new ulong[4]), () => new NumPyState(NumPyBitGenerator.MT19937, zeros),
            () => new NumPyState(NumPyBitGenerator.MT19937, [0x7FFFFFFF, .. zeros[1..]]),
            () => new NumPyState(NumPyBitGenerator.MT19937, [1UL << 32, .. twister[1..]]),
            () => new NumPyState(NumPyBitGenerator.MT19937, twister, 625), () => new NumPyState(NumPyBitGenerator.MT19937, twister, -1),
            () => new NumPyState(NumPyBitGenerator.MT19937, null!));
        Refused(
            "position",
            () => new NumPyState(NumPyBitGenerator.Sfc64, new ulong[4], 1),
            () => new NumPyState(NumPyBitGenerator.Philox, new ulong[10], 5),
            () => new NumPyState(NumPyBitGenerator.Philox, new ulong[10], -1));
        Refused("keptHalf", () => new NumPyState(NumPyBitGenerator.MT19937, twister, 0, 1));
        Refused(
            "keptNormal",
            () => new NumPyState(NumPyBitGenerator.MT19937, twister, 0, null, double.NaN),
            () => new NumPyState(NumPyBitGenerator.Sfc64, new ulong[4], 0, null, 1));
        Refused("bitGenerator", () => new NumPyState((NumPyBitGenerator)9, twister));
        Refused(
            "state",
            () => new NumPyRandom((NumPyState)null!), () => new NumPyLegacyRandom((NumPyState)null!),
            () => new SeedSequence((SeedSequenceState)null!), () => new KerasSession(null!),
            () => new NumPyRandom(new NumPyState(NumPyBitGenerator.MT19937, twister, 0, null, 1)),
            () => new NumPyLegacyRandom(new NumPyRandom(1).State),
            () => new KerasRandom(new KerasRandomState(new(-1, 0), KerasBackend.Jax, true)),
            () => new KerasRandom(new KerasRandomState(new(1, 1L << 32), KerasBackend.NumPy, true)),
            () => new KerasRandom(new KerasRandomState(new(1, -1), KerasBackend.Jax, true)),
            () => new KerasRandom(new KerasRandomState(new(1, 1L << 31), KerasBackend.Torch, true)),
            () => new KerasRandom(new KerasRandomState(new(1, 1), KerasBackend.TensorFlow, false)),
            () => new FlaxRngs(new FlaxRngsState(default, -1)));
        Refused("python", () => new KerasSessionState(KerasBackend.Jax, new uint[625], null),
            () => new KerasSessionState(KerasBackend.Jax, new uint[624], null), () => new KerasSessionState(KerasBackend.Jax, null!, null),
            () => new KerasSessionState(KerasBackend.Jax, [.. Enumerable.Repeat(700u, 625)], null));
        Refused("backend", () => new KerasSessionState((KerasBackend)9, new KerasSession(1, 0).State.Python, null));
        Refused("globalSeed", () => new KerasSessionState(KerasBackend.Jax, new KerasSession(1, 0).State.Python, new(0, 933199)),
            () => new KerasSessionState(KerasBackend.Jax, new KerasSession(1, 0).State.Python, new(-1, 0)));
        Refused("entropy", () => new SeedSequenceState([-1], [], 0), () => new SeedSequenceState(null!, [], 0));
        Refused("spawnKey", () => new SeedSequenceState([1], [-1], 0), () => new SeedSequenceState([1], null!, 0));
        Refused("childrenSpawned", () => new SeedSequenceState([1], [], -1));
        Refused("Backend", () => new KerasRandomState(new(1, 0), (KerasBackend)9, true));
        Refused("Layout", () => new JaxKey(1, 0, (JaxLayout)(-1)));
        Refused("value", () => default(KerasRandomState) with { Backend = (KerasBackend)(-1) },
            () => new SeedSequenceState([1], [], 0) { PoolSize = 8 }, () => default(JaxKey) with { Layout = (JaxLayout)2 });

        static void Refused(string name, params Func<object>[] acts) =>
            acts.Should().AllSatisfy(act => act.Should().Throw<ArgumentException>().WithParameterName(name));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("""{"bit_generator":"PCG65","state":{"state":1,"inc":1},"has_uint32":0,"uinteger":0}""")]
    [InlineData("""{"bit_generator":"PCG64","state":{"state":1,"inc":2},"has_uint32":0,"uinteger":0}""")]
    [InlineData("""{"bit_generator":"PCG64","state":{"state":-1,"inc":1},"has_uint32":0,"uinteger":0}""")]
    [InlineData(
        """{"bit_generator":"PCG64","state":{"state":340282366920938463463374607431768211456,"inc":1},"has_uint32":0,"uinteger":0}""")]
    [InlineData("""{"bit_generator":"PCG64","state":{"state":"1","inc":1},"has_uint32":0,"uinteger":0}""")]
    [InlineData("""{"bit_generator":"PCG64","state":{"state":1,"inc":1},"has_uint32":2,"uinteger":0}""")]
    [InlineData("""{"bit_generator":"PCG64","state":{"state":1,"inc":1},"has_uint32":1,"uinteger":4294967296}""")]
    [InlineData("""{"bit_generator":"SFC64","state":{"state":[1,2,3]},"has_uint32":0,"uinteger":0}""")]
    [InlineData("""{"bit_generator":"MT19937","state":{"key":[1],"pos":0}}""")]
    [InlineData("""{"bit_generator":null}""")]
    [InlineData("""{"bit_generator":"\ud800"}""")]
    public void NumPyState_OfOtherJson_IsRefused(string json) =>
        ((Action)(() => JsonSerializer.Deserialize<NumPyState>(json))).Should().Throw<JsonException>();

    private static T Reread<T>(T state) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(state))!;

    private static double[] Next(NumPyRandom random)
    {
        (uint[] words, double[] normals, float[] floats) = (new uint[3], new double[5], new float[5]);
        random.NextBits(words);
        random.StandardNormal(normals);
        random.StandardNormal(floats);
        return [.. words.Select(word => (double)word), .. normals, .. floats.Select(value => (double)value)];
    }

    private static float[] Next(IRandomSource source)
    {
        var values = new float[9];
        source.NextNormal(values.AsSpan(0, 3), 0, 1);
        source.NextUniform(values.AsSpan(3), 0, 1);
        return values;
    }
}
