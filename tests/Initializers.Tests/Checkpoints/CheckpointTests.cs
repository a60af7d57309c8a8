using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class CheckpointTests
{
    private static readonly PlanParameter[] Parameters =
    [
        new("words.weight", TensorShape.Embedding(60, 40), "embedding") { PaddingRow = 2 },
        new("body.weight", [700, 3000]), // pieces of 1 MiB cut it
        new("qkv.weight", new TensorShape(96, 40).WithBlocks(3)),
        new("orthogonal.weight", [90, 40]),
        new("norm.weight", [40]),
        new("head.weight", [60, 40]) { SharesWith = "words.weight" },
        new("frozen.weight", [8, 8]) { State = ParameterState.Frozen },
        new("norm.mean", [8]) { State = ParameterState.Buffer },
        new("empty.weight", [0, 7]),
        new("scale", TensorShape.Create([])),
    ];

    private static readonly ResolvedPlan Plan = new InitializationPlan
    {
        { "orthogonal.*", Init.Orthogonal() }, { "norm.*", Init.Ones() }, { "scale", Init.Constant(3) }, { "**", Init.Normal(0, 0.02) },
    }.Resolve(Parameters);

    private static readonly string[] Written =
        ["body.weight", "empty.weight", "norm.weight", "orthogonal.weight", "qkv.weight", "scale", "words.weight"];

    [Theory]
    [InlineData(TensorDataType.F32)]
    [InlineData(TensorDataType.F64)]
    [InlineData(TensorDataType.F16)]
    [InlineData(TensorDataType.BF16)]
    [InlineData(TensorDataType.F8E4M3)]
    [InlineData(TensorDataType.F8E5M2)]
    public void Save_AFile_HasTheValuesOfThePlan(TensorDataType type)
    {
        using var folder = new TemporaryFolder();
        var random = new PhiloxRandom(42);
        Plan.Save(folder.Path, random, new() { Type = type }).Files.Should().Equal(Path.Combine(folder.Path, "model.safetensors"));
        random.Position.Should().Be(0);
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder.Path, "model.safetensors"));
        file.Tensors.Select(tensor => tensor.Name).Should().Equal(Written);
        foreach (SafetensorsEntry tensor in file.Tensors)
        {
            tensor.Type.Should().Be(type);
            tensor.Dimensions.Should().Equal(Plan[tensor.Name].Shape.ToArray());
            file.Bytes(tensor.Name).ToArray().Should().Equal(BytesOf(tensor, type), tensor.Name);
        }
        file.Metadata["format"].Should().Be("pt");
        file.Metadata["initializers.seed"].Should().Be("42");
        file.Metadata["initializers.hash"].Should().MatchRegex("^[0-9a-f]{64}$");
        file.Metadata.ContainsKey("initializers.overflow").Should().Be(type is TensorDataType.F8E4M3 or TensorDataType.F8E5M2);
        file.Metadata["head.weight"].Should().Be("words.weight", "it is tied");
        Directory.EnumerateFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Save_WithAnyNumberOfThreads_WritesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        string[] hashes = [.. ((int[])[1, 2, 7, -1]).Select(threads =>
        {
            string path = Plan.Save(folder.Path, new PhiloxRandom(42) { MaxDegreeOfParallelism = threads }).Files[0];
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
        })];
        hashes.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Save_InShards_HasAnIndexOfAll()
    {
        using var folder = new TemporaryFolder();
        var progress = new Told();
        IReadOnlyList<string> paths = Plan.Save(folder.Path, new PhiloxRandom(42), new() { ShardBytes = 20_000 }, progress).Files;
        paths.Select(Path.GetFileName).Should().Equal(
            "model-00001-of-00004.safetensors", "model-00002-of-00004.safetensors", "model-00003-of-00004.safetensors",
            "model-00004-of-00004.safetensors", "model.safetensors.index.json");

        using JsonDocument index = JsonDocument.Parse(File.ReadAllText(paths[^1]));
        Dictionary<string, string> map = index.RootElement.GetProperty("weight_map").EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
        map.Keys.Should().Equal(Written);
        long bytes = 0;
        foreach (string path in paths.SkipLast(1))
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            foreach (SafetensorsEntry tensor in file.Tensors)
            {
                map[tensor.Name].Should().Be(Path.GetFileName(path));
                file.Bytes(tensor.Name).ToArray().Should().Equal(BytesOf(tensor, TensorDataType.F32), tensor.Name);
            }
            long size = file.Tensors.Sum(tensor => tensor.Bytes);
            (size <= 20_000 || file.Tensors.Count == 1).Should().BeTrue();
            bytes += size;
        }
        index.RootElement.GetProperty("metadata").GetProperty("total_size").GetInt64().Should().Be(bytes);
        progress.Most.Should().Be((bytes, bytes));
    }

    [Fact]
    public void Save_OverAnEarlierCheckpoint_TakesItsPlace()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", [1]);
        foreach (long shardBytes in (long[])[CheckpointOptions.DefaultShardBytes, 20_000, 30_000, CheckpointOptions.DefaultShardBytes])
        {
            IReadOnlyList<string> paths = Plan.Save(folder.Path, new PhiloxRandom(42), new() { ShardBytes = shardBytes }).Files;
            Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Should()
                .BeEquivalentTo([.. paths.Select(Path.GetFileName), "notes.txt"]);
        }
    }

    [Fact]
    public void Save_ThatFailsOverAnEarlierCheckpoint_LeavesItAsItWas()
    {
        using var folder = new TemporaryFolder();
        var small = new CheckpointOptions { ShardBytes = 20_000 };
        IReadOnlyList<string> paths = Plan.Save(folder.Path, new PhiloxRandom(1), small).Files;
        byte[][] before = [.. paths.Select(File.ReadAllBytes)];
        int told = 0;
        var failing = new Told(() =>
        {
            if (++told == 4) throw new InvalidOperationException("enough");
        });
        FluentActions.Invoking(() => Plan.Save(folder.Path, new PhiloxRandom(2), small, failing)).Should()
            .Throw<InvalidOperationException>().WithMessage("enough");
        Directory.EnumerateFiles(folder.Path).Should().BeEquivalentTo(paths);
        paths.Select(File.ReadAllBytes).Should().BeEquivalentTo(before, options => options.WithStrictOrdering());
    }

    [Fact]
    public void Save_OfAnInitializerThatLeavesElementsOut_WritesNothingElsesMemory()
    {
        using var folder = new TemporaryFolder();
        byte[] secret = System.Buffers.ArrayPool<byte>.Shared.Rent(64 * 64 * 4);
        Array.Fill(secret, (byte)77);
        System.Buffers.ArrayPool<byte>.Shared.Return(secret);
        ResolvedPlan plan = new InitializationPlan { { "**", new Forgetful() } }.Resolve([("a", [64, 64]), ("b", [64, 64])]);
        plan.Save(folder.Path, new PhiloxRandom(1) { MaxDegreeOfParallelism = 1 });
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(folder.Path, "model.safetensors"));
        foreach (SafetensorsEntry tensor in file.Tensors)
            file.View<float>(tensor.Name).ToArray().Should().Equal(Enumerable.Range(0, 64 * 64).Select(i => i % 2 == 0 ? 1f : 0));
    }

    /// <summary>A plan that has written a checkpoint can check it, although its tied and kept parameters are not there.</summary>
    [Fact]
    public void Check_ByThePlanOfTheModel_LooksAtWhatWasWritten()
    {
        using var folder = new TemporaryFolder();
        Plan.Save(folder.Path, new PhiloxRandom(42));
        using var checkpoint = Checkpoint.Open(folder.Path);
        Plan.Parameters.Select(parameter => parameter.Action).Should().Contain([RuleAction.Tie, RuleAction.Keep]);
        PlanCheck check = checkpoint.Check(Plan);
        (check.IsAsPlanned, check.Parameters, check.Kept).Should().Be((true, Written.Length, 0));
        ResolvedPlan more = new InitializationPlan { { "**", Init.Zeros() } }.Resolve([("body.weight", [700, 3000]), ("other", [2])]);
        checkpoint.Invoking(it => it.Check(more)).Should().Throw<ArgumentException>().WithParameterName("plan")
            .WithMessage("*has other [2], and the checkpoint has no such tensor.*");
    }

    /// <summary>The same bits as F8_E4M3 are half the numbers in F8_E4M3FNUZ.</summary>
    [Theory]
    [InlineData(TensorDataType.F8E4M3, "F8_E4M3FNUZ", 240)]
    [InlineData(TensorDataType.F8E5M2, "F8_E5M2FNUZ", 57344)]
    public void Check_OfTypesWithoutNegativeZero_KnowsTheirSteps(TensorDataType type, string name, float largest)
    {
        using var folder = new TemporaryFolder();
        TensorShape shape = [256, 256];
        byte[] bytes;
        using (SafetensorsFile file = SafetensorsFile.Open(
            new InitializationPlan { { "w", Init.Normal(0, 1) } }.Resolve([("w", shape)])
                .Save(folder.Path, new PhiloxRandom(42), new() { Type = type }).Files[0]))
        {
            bytes = [.. file.Bytes("w").ToArray().Select(bits => bits == 0x80 ? (byte)0 : bits)];
        }
        string header = $$$"""{"w":{"dtype":"{{{name}}}","shape":[256,256],"data_offsets":[0,65536]}}""";
        using var checkpoint = Checkpoint.Open(folder.Write("fnuz.safetensors", SafetensorsFileTests.FileOf(header, bytes)));
        checkpoint.ToFloats("w").Max().Should().BeInRange(1.5f, largest);
        CheckAs(0.5).IsAsPlanned.Should().BeTrue();
        CheckAs(0.4).Findings.Should().ContainSingle().Which.Kind.Should().Be(PlanFindingKind.Deviation);

        PlanCheck CheckAs(double standardDeviation) =>
            checkpoint.Check(new InitializationPlan { { "w", Init.Normal(0, standardDeviation) } }.Resolve([("w", shape)]));
    }

    /// <summary>Tensors of no bytes and of one are files of their own as well.</summary>
    [Fact]
    public void NotDrawnBy_AmongTensorsOfNoAndOneByte_NamesTheRightOne()
    {
        using var folder = new TemporaryFolder();
        (string Name, TensorShape)[] parameters = [("a", [0]), ("b", [1]), ("c", [1]), ("d", [300]), ("e", [0, 3]), ("f", [300])];
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve(parameters);
        string path = plan.Save(folder.Path, new PhiloxRandom(42), new() { Type = TensorDataType.F8E5M2 }).Files[0];
        NotDrawn().Should().BeEmpty();
        using (FileStream file = new(path, FileMode.Open))
        {
            file.Seek(-1, SeekOrigin.End);
            int last = file.ReadByte();
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte((byte)(last ^ 1));
        }
        NotDrawn().Should().Equal("f");

        IReadOnlyList<string> NotDrawn()
        {
            using var checkpoint = Checkpoint.Open(path);
            return checkpoint.NotDrawnBy(plan, null, default);
        }
    }

    [Fact]
    public void Metadata_OfAFork_IsEnoughToDrawItAgain()
    {
        using var folder = new TemporaryFolder();
        PhiloxRandom fork = new PhiloxRandom(42).Fork("replica").Fork(3);
        string path = Plan.Save(folder.Path, fork).Files[0];
        byte[] before = File.ReadAllBytes(path);
        string seed, stream;
        using (SafetensorsFile file = SafetensorsFile.Open(path))
            (seed, stream) = (file.Metadata["initializers.seed"], file.Metadata["initializers.stream"]);
        ulong[] halves = [.. stream.Split('-').Select(half => Convert.ToUInt64(half, 16))];
        Plan.Save(folder.Path, new PhiloxRandom(new PhiloxState(ulong.Parse(seed), halves[0], halves[1], 0)));
        File.ReadAllBytes(path).Should().Equal(before);
    }

    [Theory]
    [InlineData("__metadata__", null, "*but __metadata__ cannot: the format has this name for itself.*")]
    [InlineData("a", "format", "*no tied parameter of the name format, which the metadata has for itself.*")]
    [InlineData("a", "initializers.seed", "*no tied parameter of the name initializers.seed, which*")]
    public void Save_NamesThatTheFormatHasForItself_AreRefused(string name, string? tied, string message)
    {
        using var folder = new TemporaryFolder();
        List<PlanParameter> parameters = [new(name, [4, 4])];
        if (tied is not null) parameters.Add(new(tied, [4, 4]) { SharesWith = name });
        ResolvedPlan plan = new InitializationPlan { { "**", Init.Ones() } }.Resolve(parameters);
        FluentActions.Invoking(() => plan.Save(folder.Path, new PhiloxRandom(1))).Should().Throw<ArgumentException>()
            .WithParameterName(nameof(plan)).WithMessage(message);
        Directory.EnumerateFiles(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void Split_IsThatOfTheHub()
    {
        ShardSplit.Split([3, 4, 3, 1], bytes => bytes, 7).Should().BeEquivalentTo((int[][])[[3, 4], [3, 1]], "the limit is included");
        ShardSplit.Split([3, 9, 4, 1], bytes => bytes, 7).Should().BeEquivalentTo(
            (int[][])[[9], [3, 4], [1]], options => options.WithStrictOrdering(), "a large tensor has a file of its own, at once");
        ShardSplit.Split([0, 0], bytes => bytes, 1).Should().BeEquivalentTo((int[][])[[0, 0]]);
        ShardSplit.Split(Array.Empty<int>(), bytes => bytes, 1).Should().BeEmpty();
    }

    [Fact]
    public void Headers_AreAlignedAndInOrder()
    {
        (string Name, TensorDataType Type)[] tensors =
            [("b", TensorDataType.F32), ("é", TensorDataType.BF16), ("a", TensorDataType.F32), ("n", TensorDataType.I64)];
        SafetensorsHeaderWriter.InOrder(tensors, one => one.Type, one => one.Name).Select(one => one.Name)
            .Should().Equal("n", "a", "b", "é");
        byte[] header = SafetensorsHeaderWriter.Write(
            tensors.Select(one => (one.Name, one.Type, (IReadOnlyList<long>)[2], TensorDataTypes.BitsOf(one.Type) / 4L)),
            new Dictionary<string, string> { ["z"] = "\"quoted\"", ["a"] = "é" });
        (header.Length % 8).Should().Be(0);
        System.Text.Encoding.UTF8.GetString(header.AsSpan(8)).TrimEnd().Replace('"', '\'').Should().Be(string.Concat(
            @"{'__metadata__':{'a':'é','z':'\'quoted\''},",
            "'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'é':{'dtype':'BF16','shape':[2],'data_offsets':[8,12]},",
            "'a':{'dtype':'F32','shape':[2],'data_offsets':[12,20]},'n':{'dtype':'I64','shape':[2],'data_offsets':[20,36]}}"));
        SafetensorsHeader.Read(header.AsSpan(8), header.Length + 36).Entries.Should().HaveCount(4);
    }

    [Fact]
    public void Save_WhatCannotBe_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var random = new PhiloxRandom(42);
        FluentActions.Invoking(() => Plan.Save(folder.Path, random, progress: new Told(stop.Cancel), cancellation: stop.Token)).Should()
            .Throw<OperationCanceledException>();
        Directory.EnumerateFiles(folder.Path).Should().BeEmpty();
        string file = folder.Write("file", [1]);
        FluentActions.Invoking(() => Plan.Save(file, random)).Should().Throw<IOException>();
        File.ReadAllBytes(file).Should().Equal(1);

        ResolvedPlan nothing = new InitializationPlan { { "**", Rule.Keep } }.Resolve(Parameters[..1]);
        Refused(() => nothing.Save(folder.Path, random)).WithParameterName("plan")
            .WithMessage("plan must fill a parameter, but fills none.*");
        ResolvedPlan keeping = new InitializationPlan { { "**", Rule.Initialize(Init.Ones()).WithKeptRows(3) } }.Resolve([("a", [5, 5])]);
        Refused(() => keeping.Save(folder.Path, random)).WithParameterName("plan")
            .WithMessage("*but a cannot: its rule keeps 3 rows, which a new file does not have.*");
        ResolvedPlan endless = new InitializationPlan { { "**", Init.Ones() } }.Resolve([("a", [1L << 60])]);
        Refused(() => endless.Save(folder.Path, random, new() { Type = TensorDataType.F64 })).WithParameterName("plan")
            .WithMessage("*but a cannot: *8 times is below 2^63*");
        ResolvedPlan large = new InitializationPlan { { "**", Init.Orthogonal() } }.Resolve([("a", [40_000, 40_000])]);
        Refused(() => large.Save(folder.Path, random)).WithParameterName("plan")
            .WithMessage("plan must have parameters that can be written, but a cannot: it is drawn whole and has 6400000000 bytes, *");
        ResolvedPlan vast = new InitializationPlan { { "**", Init.Normal() } }.Resolve([("a", [1L << 60])]);
        Refused(() => vast.ComputeHash(random, new() { Type = TensorDataType.BF16 })).WithParameterName("plan")
            .WithMessage("plan must have fewer than 2^31 MiB in a file, but model.safetensors would have 2305843009213693952 bytes.*");
        Refused(() => Plan.Save("", random)).WithParameterName("folder");
        Refused(() => Plan.Save(folder.Path, null!)).WithParameterName("random");
        Refused(() => _ = new CheckpointOptions { Type = TensorDataType.I32 })
            .WithMessage("Type must be F64, F32, F16, BF16, F8_E4M3 or F8_E5M2, but was I32.*");
        Refused(() => _ = new CheckpointOptions { Type = (TensorDataType)99 })
            .WithMessage("Type must be F64, F32, F16, BF16, F8_E4M3 or F8_E5M2, but was 99.*");
        Refused(() => _ = new CheckpointOptions { Timeout = TimeSpan.Zero })
            .WithMessage("Timeout must be above 0, or infinite, but was 00:00:00.*");
        Refused(() => _ = new CheckpointOptions { Existing = (ExistingCheckpoint)3 })
            .WithMessage("Existing must be Replace, Resume or Refuse, but was 3.*");
        Refused(() => _ = new CheckpointOptions { ShardBytes = 0 })
            .WithMessage("ShardBytes must be a whole number of at least 1, but was 0.*");

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Action action) =>
            action.Should().Throw<ArgumentException>();
    }

    private static byte[] BytesOf(SafetensorsEntry tensor, TensorDataType type)
    {
        var random = new PhiloxRandom(42);
        switch (type)
        {
            case TensorDataType.F32:
                float[] floats = new float[tensor.Elements];
                Plan.Initialize(tensor.Name, floats, random);
                return MemoryMarshal.AsBytes(floats.AsSpan()).ToArray();
            case TensorDataType.F64:
                double[] doubles = new double[tensor.Elements];
                Plan.Initialize(tensor.Name, doubles, random);
                return MemoryMarshal.AsBytes(doubles.AsSpan()).ToArray();
            case TensorDataType.F16:
                Half[] halves = new Half[tensor.Elements];
                Plan.Initialize(tensor.Name, halves, random);
                return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
            case TensorDataType.F8E4M3 or TensorDataType.F8E5M2:
                float[] wide = new float[tensor.Elements];
                Plan.Initialize(tensor.Name, wide, random);
                return [.. wide.Select(value => NearestFloat8.Of(value, type, saturates: true))];
            default:
                ushort[] shorts = new ushort[tensor.Elements];
                Plan.InitializeBFloat16(tensor.Name, shorts, random);
                return MemoryMarshal.AsBytes(shorts.AsSpan()).ToArray();
        }
    }

    private sealed class Forgetful : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
        {
            for (int i = 0; i < weights.Length; i += 2) weights[i] = 1;
        }
    }

    private sealed class Told(Action? then = null) : IProgress<CheckpointProgress>
    {
        public (long Bytes, long All) Most { get; private set; }

        public void Report(CheckpointProgress value)
        {
            lock (this)
            {
                if (value.Bytes > Most.Bytes) Most = (value.Bytes, value.AllBytes);
            }
            then?.Invoke();
        }
    }
}
