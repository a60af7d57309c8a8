using System.Diagnostics;
using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tests.Tool;

/// <summary>The commands that look at checkpoints: check, report, diff, hash.</summary>
public sealed class CheckpointCommandsTests : IDisposable
{
    private static readonly (string, TensorShape)[] Parameters =
    [
        ("wte.weight", [500, 64]), ("h.0.ln.weight", [64]), ("h.0.fc.weight", [256, 64]), ("h.0.fc.bias", [256]),
        ("h.1.fc.weight", [256, 64]),
    ];

    private static readonly ResolvedPlan Plan = new InitializationPlan
    {
        { "**.ln.weight", Init.Ones() }, { "**.bias", Init.Zeros() }, { "**.weight", Init.Normal(0, 0.02) },
    }.Resolve(Parameters);

    private readonly TemporaryFolder _folder = new();
    private readonly string _plan;

    public CheckpointCommandsTests() => _plan = _folder.Write("plan.json", System.Text.Encoding.UTF8.GetBytes("""
        {"rules": [{"match": "**.ln.weight", "initializer": "Ones()"}, {"match": "**.bias", "initializer": "Zeros()"},
                   {"match": "**.weight", "initializer": "Normal(0, 0.02)"}]}
        """));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TensorDataType.F32)]
    [InlineData(TensorDataType.BF16)]
    [InlineData(TensorDataType.F16)]
    [InlineData(TensorDataType.F8E4M3)]
    [InlineData(TensorDataType.F8E5M2)]
    public void Check_OfACheckpointAsDrawn_HasNothingToSay(TensorDataType type)
    {
        string path = Saved("made", new() { Type = type, ShardBytes = 40_000 });
        (int code, string output, string error) = ToolProcess.Run("check", path, "--plan", _plan);
        (code, error).Should().Be((0, ""));
        output.Split(Environment.NewLine).Should().Contain([
            $"{path} is intact, down to its bytes", "drawn again with seed 42: every bit is the same",
        ]);
        (code, output, _) = ToolProcess.Run("check", path, "--plan", _plan, "--json");
        JsonElement json = JsonDocument.Parse(output).RootElement;
        json.EnumerateObject().Select(member => member.Name).Should()
            .Equal("isIntact", "faults", "hash", "hashedFiles", "isAsPlanned", "isDrawn", "findings", "deviations", "remarks");
        json.GetProperty("isAsPlanned").GetBoolean().Should().BeTrue();
        json.GetProperty("deviations").EnumerateArray().Should().HaveCount(3)
            .And.OnlyContain(one => Math.Abs(one.GetProperty("standardErrorsOff").GetDouble()) < 6.5);
        ToolProcess.Run("check", path).Output.Should().StartWith($"{path} is intact, down to its bytes").And.Contain("hash: ");
    }

    [Fact]
    public void Check_OfDamagedWeights_NamesEachTensor()
    {
        string path = Saved("made", new());
        Change(path, (name, weights) =>
        {
            if (name == "wte.weight") weights[7] = float.NaN;
            else if (name == "h.0.fc.weight") weights.Clear();
            else if (name == "h.1.fc.weight") weights[0] += 1;
        });
        (int code, string output, _) = ToolProcess.Run("check", path, "--plan", _plan);
        code.Should().Be(1);
        output.Should().MatchRegex(@"wte\.weight +has 1 NaN or infinite value").And.MatchRegex(@"h\.0\.fc\.weight +is all zeros, where")
            .And.Contain("model.safetensors has other bytes than were written").And.Contain("is damaged: 1 fault")
            .And.Contain("drawn again with seed 42: 3 tensors of 5 differ");

        (code, output, _) = ToolProcess.Run("check", path);
        code.Should().Be(1);
        output.Should().MatchRegex(@"wte\.weight +has 1 NaN or infinite value").And.MatchRegex(@"h\.0\.fc\.weight +is all zeros");
    }

    [Theory]
    [InlineData("""{"rules": [{"match": "**", "skip": true}]}""", "plan must fill a parameter, but fills none.")]
    [InlineData("""{"rules": [{"match": "**", "initializer": "Ones()", "keptRows": 2}]}""", "*its rule keeps 2 rows*")]
    public void Plans_ThatCannotBeWritten_AreRefusedInASentence(string plan, string message)
    {
        string path = Saved("made", new()), file = _folder.Write("other.json", System.Text.Encoding.UTF8.GetBytes(plan));
        (int code, string output, string error) = ToolProcess.Run("hash", path, "--plan", file);
        (code, output).Should().Be((1, ""));
        error.TrimEnd().Should().Match(message).And.NotContain("\n");
        ToolProcess.Run("check", path, "--plan", file).Error.Should().NotContain("   at ");
    }

    [Theory]
    [InlineData(TensorDataType.F32)]
    [InlineData(TensorDataType.F8E4M3)]
    [InlineData(TensorDataType.F8E5M2)]
    public void Check_WithoutMetadata_ComparesMoments(TensorDataType type)
    {
        string path = Saved("made", new() { Type = type });
        using (SafetensorsFile file = SafetensorsFile.Open(Path.Combine(path, "model.safetensors")))
        {
            byte[] header = SafetensorsHeaderWriter.Write(
                file.Tensors.Select(tensor => (tensor.Name, tensor.Type, tensor.Dimensions, tensor.Bytes)),
                new Dictionary<string, string>());
            _folder.Write("foreign.safetensors", [.. header, .. file.Tensors.SelectMany(tensor => file.Bytes(tensor.Name).ToArray())]);
        }
        (int code, string output, _) = ToolProcess.Run("check", Path.Combine(_folder.Path, "foreign.safetensors"), "--plan", _plan);
        code.Should().Be(0);
        output.Should().Contain("5 parameters are as planned").And.Contain("its files have no hash to compare bytes with")
            .And.Contain("not drawn again: its metadata names no source of philox4x32-10/v1, or several number types");
    }

    [Fact]
    public void Check_OfEqualTensors_NamesBoth()
    {
        string path = Saved("made", new());
        float[] first = [];
        Change(path, (name, weights) =>
        {
            if (name == "h.0.fc.weight") first = weights.ToArray();
            else if (name == "h.1.fc.weight") first.CopyTo(weights);
        });
        (int code, string output, _) = ToolProcess.Run("check", path);
        code.Should().Be(1);
        output.Should().MatchRegex(@"h\.1\.fc\.weight +has the same values as h\.0\.fc\.weight");
    }

    [Theory]
    [InlineData("""{"c":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", 8)]
    [InlineData("""{"c":{"dtype":"C64","shape":[1],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16)]
    public void Check_OfTypesThatAreNotRead_SaysSo(string header, int bytes)
    {
        string path = _folder.Write(
            "complex.safetensors", Checkpoints.SafetensorsFileTests.FileOf(header, [.. Enumerable.Range(1, bytes).Select(i => (byte)i)]));
        (int code, string output, _) = ToolProcess.Run("check", path);
        code.Should().Be(0);
        output.Should().Contain("not looked at: 1 tensor of C64, of which the numbers are not read");
        output.Contains("no other has NaN").Should().Be(bytes > 8);
        output.Should().NotContain("no tensor has NaN");
    }

    [Fact]
    public void Check_OfAnotherScale_CountsStandardErrors()
    {
        ResolvedPlan other = new InitializationPlan
        {
            { "**.ln.weight", Init.Ones() }, { "**.bias", Init.Zeros() }, { "**", Init.Normal(0, 0.025) },
        }.Resolve(Parameters);
        string path = Path.Combine(_folder.Path, "other");
        other.Save(path, new PhiloxRandom(42));
        (int code, string output, _) = ToolProcess.Run("check", path, "--plan", _plan);
        code.Should().Be(1);
        output.Should().MatchRegex(@"wte\.weight +has a deviation of 0\.02[45]\d*, where 0\.02 was promised \(\d+ standard errors\)")
            .And.Contain("3 findings in 5 parameters");
    }

    [Theory]
    [InlineData(TensorDataType.F32)]
    [InlineData(TensorDataType.F8E4M3)]
    public void Report_HasThePlanAndThePictures(TensorDataType type)
    {
        string path = Saved("made", new() { Type = type }), report = Path.Combine(_folder.Path, "report.html");
        string picture = Path.ChangeExtension(report, ".svg");
        (int code, string output, string error) = ToolProcess.Run("report", path, "--plan", _plan, "--output", report);
        (code, output.TrimEnd(), error).Should()
            .Be((0, $"{report}, with its picture as {picture}: {path} is intact, down to its bytes", ""));
        File.ReadAllText(report).Should().Contain("h.0-1.fc.weight").And.Contain("<svg").And.Contain("every bit is the same");
        File.Exists(Path.ChangeExtension(report, ".svg")).Should().BeTrue();
        (code, _, error) = ToolProcess.Run("report", path, "--output", report);
        (code, error.TrimEnd()).Should().Be((2, "a plan must be given, by --plan or --preset: a report compares with its promises."));
    }

    /// <summary>A report says what check says, and returns the same.</summary>
    [Fact]
    public void Report_OfADamagedCheckpoint_SaysSoFirst()
    {
        string path = Saved("made", new()), report = Path.Combine(_folder.Path, "report.html");
        Change(path, (name, weights) =>
        {
            if (name == "h.1.fc.weight") weights[0] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(weights[0]) ^ 1);
        });
        (int code, string output, _) = ToolProcess.Run("report", path, "--plan", _plan, "--output", report);
        code.Should().Be(1);
        output.Should().Contain($"report.svg: 2 findings; {path} is damaged: 1 fault");
        ToolProcess.Run("check", path, "--plan", _plan).Output.Should()
            .Contain("1 tensor of 5 differs").And.Contain("their statistics: 5 parameters are as planned");
        string html = File.ReadAllText(report);
        html.Should().Contain("is damaged: 1 fault").And.Contain("h.1.fc.weight").And.Contain("has other bits than seed 42 draws");
        html.IndexOf("is damaged", StringComparison.Ordinal).Should().BeLessThan(html.IndexOf("<svg", StringComparison.Ordinal));
        ToolProcess.Refusal("report", path, "--plan", _plan, "--output", _folder.Path).Should()
            .Be($"--output must be a file, but {_folder.Path} is a folder.");
    }

    [Fact]
    public void Check_OfChangedMetadata_SaysSo()
    {
        string path = Saved("made", new() { ShardBytes = 40_000 });
        foreach (string file in Directory.GetFiles(path, "*.safetensors").Order())
        {
            byte[] bytes = File.ReadAllBytes(file);
            int at = bytes.AsSpan().IndexOf("\"initializers.seed\":\"42\""u8);
            bytes[at + "\"initializers.seed\":\"4"u8.Length] = (byte)'3';
            File.WriteAllBytes(file, bytes);
            (int code, string output, _) = ToolProcess.Run("check", path, "--plan", _plan);
            bool isLast = file == Directory.GetFiles(path, "*.safetensors").Order().Last();
            code.Should().Be(isLast ? 0 : 1, "files must agree");
            output.Should().MatchRegex(isLast
                ? "drawn again with the stream [0-9a-f-]+, which is not that of seed 43: every bit is the same"
                : "is of another checkpoint than model-00001-of-0000.*: its initializers.seed is 4., not 4.");
        }
    }

    /// <summary>A published model may have the name of a folder.</summary>
    [Fact]
    public void Hash_OfANameOfBoth_IsRefused()
    {
        string folder = Path.Combine(_folder.Path, "gpt2");
        Plan.Save(folder, new PhiloxRandom(42));
        string Run(params string[] arguments)
        {
            ProcessStartInfo start = ToolProcess.StartInfo(["hash", .. arguments]);
            start.WorkingDirectory = _folder.Path;
            (int code, string output, string error) = ToolProcess.Run(start);
            return $"{code} {output}{error}".TrimEnd();
        }
        string near = Path.Combine(".", "gpt2");
        Run("gpt2").Should().Be(
            $"2 gpt2 is a published model and a path: write {near} for the checkpoint, or --seed with a number for the model.");
        Run(near).Should().Be($"0 {Plan.ComputeHash(new PhiloxRandom(42))}  {near}");
        Run("gpt2", "--seed", "42", "--layers", "1").Should().StartWith("0 ").And.NotContain($"{Plan.ComputeHash(new PhiloxRandom(42))}");
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("")]
    public void Check_OfWhatIsNoCheckpoint_HasOneFaultAndNoHash(string content)
    {
        string file = _folder.Write("junk.safetensors", System.Text.Encoding.UTF8.GetBytes(content));
        (int code, string output, _) = ToolProcess.Run("check", file);
        code.Should().Be(1);
        output.Should().Contain("is damaged: 1 fault").And.NotContain("hash");
    }

    [Fact]
    public void Diff_SaysWhatDiffers()
    {
        string one = Saved("one", new()), two = Saved("two", new() { ShardBytes = 40_000 });
        (int code, string output, _) = ToolProcess.Run("diff", one, two);
        (code, output.TrimEnd()).Should().Be((0, "5 tensors, all the same to the bit"));
        Change(one, (name, weights) =>
        {
            if (name == "wte.weight") weights[7] += 0.5f;
        });
        (code, output, _) = ToolProcess.Run("diff", one, two);
        code.Should().Be(1);
        output.Should().MatchRegex(@"wte\.weight +numbers +1 element +0\.5 ").And.Contain("1 of 5 tensors differs");
        (code, output, _) = ToolProcess.Run("diff", one, two, "--json");
        code.Should().Be(1);
        JsonElement difference = JsonDocument.Parse(output).RootElement.GetProperty("differences")[0];
        difference.EnumerateObject().Select(member => member.Name).Should()
            .Equal("name", "difference", "differentElements", "largestDifference", "first", "second");
        difference.GetProperty("difference").GetString().Should().Be("numbers");
        difference.GetProperty("differentElements").GetInt64().Should().Be(1);
    }

    [Fact]
    public void Hash_OfFilesAndOfWhatWouldBeWritten_AreTheSame()
    {
        string path = Saved("made", new() { ShardBytes = 40_000 });
        string model = _folder.Write("model.json", JsonSerializer.SerializeToUtf8Bytes(
            Parameters.ToDictionary(one => one.Item1, one => one.Item2.ToArray())));
        string expected = Plan.ComputeHash(new PhiloxRandom(42)).ToString();
        ToolProcess.Run("hash", path).Should().Be((0, $"{expected}  {path}{Environment.NewLine}", ""));
        ToolProcess.Run("hash", model, "--plan", _plan, "--seed", "42").Should()
            .Be((0, $"{expected}  {model}{Environment.NewLine}", ""));
        (int code, string output, _) = ToolProcess.Run("hash", path, "--tensors", "--json");
        code.Should().Be(0);
        JsonElement json = JsonDocument.Parse(output).RootElement;
        json.GetProperty("hash").GetString().Should().Be(expected);
        json.GetProperty("tensors").EnumerateObject().Select(tensor => CheckpointHash.Parse(tensor.Value.GetString()!))
            .Aggregate((sum, hash) => sum + hash).ToString().Should().Be(expected);
        (code, _, string error) = ToolProcess.Run("hash", path, "--seed", "5");
        code.Should().Be(2);
        error.Should().StartWith($"{path} is a checkpoint, which is not drawn");
    }

    private string Saved(string name, CheckpointOptions options)
    {
        string path = Path.Combine(_folder.Path, name);
        Plan.Save(path, new PhiloxRandom(42), options);
        return path;
    }

    /// <summary>Changes the floats of a checkpoint of one file.</summary>
    private static void Change(string folder, Action<string, Span<float>> change)
    {
        string path = Path.Combine(folder, "model.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            foreach (SafetensorsEntry tensor in file.Tensors)
            {
                change(tensor.Name, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(
                    bytes.AsSpan((int)tensor.Start, (int)tensor.Bytes)));
            }
        }
        File.WriteAllBytes(path, bytes);
    }
}
