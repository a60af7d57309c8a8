using System.Text.Json.Nodes;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class CheckpointReadingTests
{
    private const string IndexName = "model.safetensors.index.json";

    private static readonly ResolvedPlan Plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve(
        [("a", [10, 10]), ("b", [20, 10]), ("c", [30, 10]), ("d", [10, 10])]);

    [Fact]
    public void Open_AnyPathOfACheckpoint_HasAllTensors()
    {
        using var folder = new TemporaryFolder();
        Plan.Save(folder.Path, new PhiloxRandom(42), new() { ShardBytes = 1200 });
        using Checkpoint byFolder = Checkpoint.Open(folder.Path), byIndex = Checkpoint.Open(Path.Combine(folder.Path, IndexName));
        foreach (Checkpoint checkpoint in (Checkpoint[])[byFolder, byIndex])
        {
            checkpoint.Files.Should().HaveCount(3);
            checkpoint.Tensors.Select(tensor => tensor.Name).Should().Equal("a", "b", "c", "d");
            checkpoint.Shapes.Should().Contain(("c", new TensorShape(30, 10)));
            float[] expected = new float[200];
            Plan.Initialize("b", expected, new PhiloxRandom(42));
            checkpoint.ToFloats("b").Should().Equal(expected);
            checkpoint.ToString().Should().Be("Checkpoint(3 files, 4 tensors, 2800 bytes)");
            checkpoint.Contains("e").Should().BeFalse();
            FluentActions.Invoking(() => checkpoint["e"]).Should().Throw<ArgumentException>()
                .WithMessage("name must be that of a tensor of *, but was \"e\".*");
        }
        using Checkpoint one = Checkpoint.Open(Path.Combine(folder.Path, "model-00001-of-00003.safetensors"));
        one.Tensors.Select(tensor => tensor.Name).Should().Equal("a", "b");
    }

    [Fact]
    public void ReadFloats_OfEveryNumberType_HasTheValues()
    {
        using var folder = new TemporaryFolder();
        float[] expected = new float[300];
        Plan.Initialize("c", expected, new PhiloxRandom(42));
        foreach ((TensorDataType type, double relative) in (ReadOnlySpan<(TensorDataType, double)>)
        [
            (TensorDataType.F64, 0), (TensorDataType.F32, 0), (TensorDataType.F16, 2048), (TensorDataType.BF16, 256),
            (TensorDataType.F8E5M2, 8),
        ])
        {
            Plan.Save(folder.Path, new PhiloxRandom(42), new() { Type = type });
            using Checkpoint checkpoint = Checkpoint.Open(folder.Path);
            float[] floats = checkpoint.ToFloats("c");
            const double Smallest = 16384; // 2^14: the exponent of the smallest normal number is -14
            for (int i = 0; i < floats.Length; i++)
            {
                double half = relative == 0 ? 0 : Math.Max(Math.Abs(expected[i]), 1 / Smallest) / relative; // of a unit in the last place
                Math.Abs((double)floats[i] - expected[i]).Should().BeLessThanOrEqualTo(half, $"{type} {i}");
            }
            float[] part = new float[7];
            checkpoint.ReadFloats("c", 290, part);
            part.Should().Equal(floats[290..297]);
            FluentActions.Invoking(() => checkpoint.ReadFloats("c", 294, part)).Should().Throw<ArgumentException>()
                .WithParameterName("floats").WithMessage("floats must lie within c * [30, 10], but 7 from 294 on do not.*");
            FluentActions.Invoking(() => checkpoint.ReadFloats("c", -1, part)).Should().Throw<ArgumentOutOfRangeException>()
                .WithParameterName("start");
        }
    }

    [Fact]
    public void ReadFloats_OfOtherTypes_HasTheirNumbers()
    {
        using var folder = new TemporaryFolder();
        Check("U8", [0, 7, 255], [0, 7, 255]);
        Check("I8", [0, 7, 255], [0, 7, -1]);
        Check("BOOL", [0, 1], [0, 1]);
        Check("I16", [1, 0, 0xFE, 0xFF], [1, -2]);
        Check("U16", [1, 0, 0xFE, 0xFF], [1, 65534]);
        Check("I32", [0xFD, 0xFF, 0xFF, 0xFF], [-3]);
        Check("U32", [0, 0, 0, 0x80], [2147483648]);
        Check("I64", [0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [-4]);
        Check("U64", [0, 0, 0, 0, 0, 0, 0, 0x80], [9223372036854775808]);
        Check("F8_E4M3", [0x7E, 0xB8], [448, -1]);
        FluentActions.Invoking(() => Check("C64", new byte[8], [0])).Should().Throw<NotSupportedException>()
            .WithMessage("x C64 [1] has no numbers that fit a float.");
        FluentActions.Invoking(() => Check("F4", new byte[1], [0, 0])).Should().Throw<NotSupportedException>();

        void Check(string type, byte[] bytes, float[] expected)
        {
            string header = $$$"""{"x":{"dtype":"{{{type}}}","shape":[{{{expected.Length}}}],"data_offsets":[0,{{{bytes.Length}}}]}}""";
            using Checkpoint checkpoint = Checkpoint.Open(folder.Write("x.safetensors", SafetensorsFileTests.FileOf(header, bytes)));
            checkpoint.ToFloats("x").Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData("missing file", "The index names model-00002-of-00003.safetensors, which is not there.")]
    [InlineData("tensor only in the index", "The index says that e is in model-00001-of-00003.safetensors, which does not have it.")]
    [InlineData("tensor only in a file", "model-00002-of-00003.safetensors has c, which the index does not name.")]
    [InlineData("tensor in another file", "The index says that b is in model-00003-of-00003.safetensors, which does not have it.")]
    [InlineData("tensor twice", "b is in model-00001-of-00003.safetensors and in model-00002-of-00003.safetensors.")]
    [InlineData("size", "The index says that total_size is 2801, and the tensors have 2800 bytes.")]
    [InlineData("no map", "model.safetensors.index.json must be the index of a checkpoint, but has no object weight_map.")]
    [InlineData("path", "model.safetensors.index.json must be the index of a checkpoint, but must name a file beside it for a, but has *")]
    [InlineData("no text", "model.safetensors.index.json must be the index of a checkpoint, but * for a, but has 7.")]
    [InlineData("duplicate", "model.safetensors.index.json must be the index of a checkpoint, but is not JSON: *")]
    [InlineData("surrogate", "model.safetensors.index.json must be the index of a checkpoint, but is not JSON: *")]
    [InlineData("empty", "model.safetensors.index.json must be the index of a checkpoint, but names no tensor.")]
    [InlineData("no number", "model.safetensors.index.json must be *, but must have a whole number as total_size, but has 1.5.")]
    [InlineData("cut off", "*model-00003-of-00003.safetensors: The file must be safetensors, but *cut off.")]
    [InlineData("bytes", "model-00002-of-00003.safetensors has other bytes than were written: their hash is *, and should be *.")]
    [InlineData("hash", "The index says that the hash is 0000*, and that of the tensors is *.")]
    public void Faults_AreFoundAndNamed(string fault, string message)
    {
        using var folder = new TemporaryFolder();
        Plan.Save(folder.Path, new PhiloxRandom(42), new() { ShardBytes = 1200 });
        string[] shards = [.. Enumerable.Range(1, 3).Select(i => Path.Combine(folder.Path, $"model-{i:D5}-of-00003.safetensors"))];
        JsonNode index = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, IndexName)))!;
        JsonObject map = index["weight_map"]!.AsObject(), metadata = index["metadata"]!.AsObject();
        string? text = null;
        bool isOfBytes = false;
        switch (fault)
        {
            case "missing file": File.Delete(shards[1]); break;
            case "tensor only in the index": map["e"] = Path.GetFileName(shards[0]); break;
            case "tensor only in a file": (_, map["x"]) = (map.Remove("c"), Path.GetFileName(shards[1])); break;
            case "tensor in another file": map["b"] = Path.GetFileName(shards[2]); break;
            case "tensor twice": File.Copy(shards[0], shards[1], overwrite: true); break;
            case "size": metadata["total_size"] = 2801; break;
            case "no map": index.AsObject().Remove("weight_map"); break;
            case "path": map["a"] = "../" + Path.GetFileName(shards[0]); break;
            case "no text": map["a"] = 7; break;
            case "duplicate": text = index.ToJsonString().Replace("\"b\":", "\"a\":"); break;
            case "surrogate": text = """{"weight_map":{"a":"x\ud800"}}"""; break;
            case "empty": map.Clear(); break;
            case "no number": metadata["total_size"] = 1.5; break;
            case "cut off": File.WriteAllBytes(shards[2], File.ReadAllBytes(shards[2])[..^1]); break;
            case "bytes":
                byte[] bytes = File.ReadAllBytes(shards[1]);
                bytes[^1] ^= 1;
                File.WriteAllBytes(shards[1], bytes);
                isOfBytes = true;
                break;
            case "hash":
                metadata["initializers.hash"] = new string('0', 64);
                isOfBytes = true;
                break;
        }
        File.WriteAllText(Path.Combine(folder.Path, IndexName), text ?? index.ToJsonString());
        CheckpointVerification found = Checkpoint.Verify(folder.Path);
        found.IsIntact.Should().BeFalse();
        found.Faults.Should().Contain(one => Matches(one, message), string.Join("\n", found.Faults));
        if (isOfBytes) Checkpoint.Open(folder.Path).Dispose(); // which does not read them
        else FluentActions.Invoking(() => Checkpoint.Open(folder.Path)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Verify_AWholeCheckpoint_HasNoFaults()
    {
        using var folder = new TemporaryFolder();
        SavedCheckpoint saved = Plan.Save(folder.Path, new PhiloxRandom(42), new() { ShardBytes = 1200 });
        CheckpointVerification found = Checkpoint.Verify(folder.Path);
        found.Faults.Should().BeEmpty();
        (found.IsIntact, found.Hash, found.HashedFiles).Should().Be((true, saved.Hash, 3));
        byte[] foreign = SafetensorsFileTests.FileOf("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", [1, 2]);
        found = Checkpoint.Verify(folder.Write("x.bin", foreign));
        (found.IsIntact, found.HashedFiles).Should().Be((true, 0));
    }

    [Fact]
    public void Open_WhatIsNoCheckpoint_IsRefused()
    {
        using var folder = new TemporaryFolder();
        FluentActions.Invoking(() => Checkpoint.Open(folder.Path)).Should().Throw<FileNotFoundException>()
            .WithMessage("*must have model.safetensors.index.json, model.safetensors or one file of safetensors, but has none of them.");
        FluentActions.Invoking(() => Checkpoint.Open(Path.Combine(folder.Path, "none"))).Should().Throw<FileNotFoundException>();
        FluentActions.Invoking(() => Checkpoint.Open("")).Should().Throw<ArgumentException>().WithParameterName("path");
        folder.Write("a.safetensors", [1]);
        FluentActions.Invoking(() => Checkpoint.Open(folder.Path)).Should().Throw<InvalidDataException>();
        folder.Write("b.safetensors", [1]);
        FluentActions.Invoking(() => Checkpoint.Open(folder.Path)).Should().Throw<FileNotFoundException>()
            .WithMessage("*but has 2 files and no index.");
    }

    private static bool Matches(string text, string pattern) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text);
}
