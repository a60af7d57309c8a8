using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class SafetensorsFileTests
{
    private const string Two = """
        {"__metadata__":{"format":"pt","seed":"42"},
         "b":{"dtype":"BF16","shape":[2,3],"data_offsets":[4,16]},
         "a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},
         "none":{"dtype":"I64","shape":[0,5],"data_offsets":[4,4]}}
        """;

    [Fact]
    public void Open_AFile_HasItsTensorsAndMetadata()
    {
        using var folder = new TemporaryFolder();
        byte[] data = new byte[16];
        BinaryPrimitives.WriteSingleLittleEndian(data, 1.5f);
        for (int i = 0; i < 6; i++) BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(4 + 2 * i), (ushort)(100 + i));
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("model.safetensors", FileOf(Two + "   ", data)));

        file.Tensors.Select(tensor => tensor.ToString()).Should().Equal("a F32 []", "none I64 [0, 5]", "b BF16 [2, 3]");
        file.Metadata.Should().BeEquivalentTo(new Dictionary<string, string> { ["format"] = "pt", ["seed"] = "42" });
        file.View<float>("a").ToArray().Should().Equal(1.5f);
        file.View<ushort>("b").ToArray().Should().Equal(100, 101, 102, 103, 104, 105);
        file.View<long>("none").ToArray().Should().BeEmpty();
        (file["b"].Elements, file["b"].Bytes, file["b"].Shape).Should().Be((6, 12, new TensorShape(2, 3)));
        file.Slice("b", 2, 4).ToArray().Should().Equal(101, 0, 102, 0);

        ((Action)(() => file.View<float>("b"))).Should().Throw<ArgumentException>().WithParameterName("name")
            .WithMessage("name must be a tensor of 32 bits an element, but was b BF16 [2, 3].*");
        ((Action)(() => file.Slice("b", 9, 4))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("start");
        ((Action)(() => file.Slice("b", 0, 13))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        ((Action)(() => file.Bytes(null!))).Should().Throw<ArgumentNullException>().WithParameterName("name");
        ((Action)(() => file.Slice("b", -1, 4))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("start");
        ((Action)(() => file.Slice("b", 0, -4))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        ((Action)(() => file.Bytes("c"))).Should().Throw<ArgumentException>()
            .WithMessage("name must be that of a tensor of *, such as *, but was \"c\".*");
        file.Dispose();
        ((Action)(() => file.Bytes("b"))).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Open_EveryNumberType_HasItsSize()
    {
        (string Name, int Bits)[] types =
        [
            ("BOOL", 8), ("F4", 4), ("F6_E2M3", 6), ("F6_E3M2", 6), ("U8", 8), ("I8", 8), ("F8_E5M2", 8), ("F8_E4M3", 8), ("F8_E8M0", 8),
            ("F8_E4M3FNUZ", 8), ("F8_E5M2FNUZ", 8), ("I16", 16), ("U16", 16), ("F16", 16), ("BF16", 16), ("I32", 32), ("U32", 32),
            ("F32", 32), ("C64", 64), ("F64", 64), ("I64", 64), ("U64", 64),
        ];
        types.Should().HaveCount(Enum.GetValues<TensorDataType>().Length);
        using var folder = new TemporaryFolder();
        for (int i = 0; i < types.Length; i++)
        {
            byte[] data = new byte[types[i].Bits];
            string header = $$$"""{"x":{"dtype":"{{{types[i].Name}}}","shape":[2,4],"data_offsets":[0,{{{data.Length}}}]}}""";
            using SafetensorsFile file = SafetensorsFile.Open(folder.Write($"{i}.safetensors", FileOf(header, data)));
            file["x"].Should().BeEquivalentTo(new { Type = (TensorDataType)i, Bytes = (long)types[i].Bits, Elements = 8L });
        }
    }

    public static TheoryData<string, int, string> Faulty => new()
    {
        { "", 0, "its header is not JSON*" },
        { "[]", 0, "the header must be a JSON object, but is [[]*" },
        { "{", 0, "its header is not JSON*" },
        { "{}}", 0, "its header is not JSON*" },
        { "{} {}", 0, "*" },
        { "{\"a\":1}", 0, "a must be a JSON object, but is 1." },
        { "{\"a\":{}}", 0, "a must have dtype, shape and data_offsets." },
        { Tensor("F32", "[1]", "[0,4]", "\"stride\":[1]"), 4, "a has stride, and should have dtype, shape and data_offsets alone." },
        { Tensor("F32", "[1]", "[0,4]", "\"dtype\":\"F32\""), 4, "dtype of a is there twice." },
        { Tensor("F33", "[1]", "[0,4]"), 4, "dtype of a must be one of BOOL, F4, *, but is F33." },
        { Tensor("F32", "[1.5]", "[0,4]"), 4, "shape of a must be whole numbers from 0 to 2^63 - 1, but there is 1.5." },
        { Tensor("F32", "[-1]", "[0,4]"), 4, "shape of a must be whole numbers *, but there is -1." },
        { Tensor("F32", "[-0]", "[0,4]"), 4, "shape of a must be whole numbers *, but there is -0." },
        { Tensor("F32", "[1e400]", "[0,4]"), 4, "shape of a must be whole numbers *, but there is 1e400." },
        { Tensor("F32", "[NaN]", "[0,4]"), 4, "its header is not JSON*" },
        { Tensor("F32", "[18446744073709551616]", "[0,4]"), 4, "shape of a must be whole numbers *" },
        { Tensor("F32", "[4294967296,4294967296]", "[0,4]"), 4, "a F32 [[]4294967296, 4294967296[]] would have 2^63 elements or more." },
        { Tensor("F32", "[4611686018427387904]", "[0,4]"), 4, "a F32 [[]4611686018427387904[]] would have 2^63 bytes or more." },
        { Tensor("F4", "[3]", "[0,2]"), 2, "a F4 [[]3[]] would have 12 bits, which are no whole bytes." },
        { Tensor("F32", "[2]", "[0,4]"), 4, "a F32 [[]2[]] takes 8 bytes, but its data_offsets, 0 to 4, have 4." },
        { Tensor("F32", "[1]", "[4,0]"), 4, "data_offsets of a must be where it begins and ends, but are [[]4, 0[]]." },
        { Tensor("F32", "[1]", "[0]"), 4, "data_offsets of a must be where it begins and ends, but are [[]0[]]." },
        { Tensor("F32", "[1]", "[4,8]"), 8, "there are 4 bytes between the header and a, at offset 0." },
        { Tensor("F32", "[1]", "[0,4]"), 3, "a would end at byte *, and the file has *: it was cut off." },
        { Tensor("F32", "[1]", "[0,4]"), 9, "5 bytes stand behind a, which ends at byte *." },
        { Tensor("F32", "[0]", "[9223372036854775807,9223372036854775807]"), 0, "a F32 [[]0[]] would end at offset 9223372036854775807." },
        { Tensors(Body("F32", "[2]", "[0,8]"), "b", Body("F32", "[1]", "[4,8]")), 8, "b, from offset 4, overlaps a." },
        { Tensors(Body("F32", "[1]", "[0,4]"), "b", Body("F32", "[1]", "[8,12]")), 12, "there are 4 bytes between a and b*" },
        { Tensors(Body("F32", "[1]", "[0,4]"), "a", Body("F32", "[1]", "[0,4]")), 4, "a is there twice." },
        { Tensors(Body("F32", "[1]", "[0,4]"), "\\u0061", Body("F32", "[1]", "[0,4]")), 4, "a is there twice." },
        { "{\"__metadata__\":{\"a\":1}}", 0, "__metadata__, a must be a JSON string, but is 1." },
        { "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "__metadata__ has a twice." },
        { "{\"__metadata__\":[]}", 0, "__metadata__ must be a JSON object, but is [[]." },
        { "{\"\\ud800\":{}}", 0, "its header is not JSON*" },
    };

    [Fact]
    public void Open_AFaultOfManyNumbers_ShowsAFew()
    {
        using var folder = new TemporaryFolder();
        string many = string.Join(',', Enumerable.Repeat("1", 100_000));
        foreach ((string header, int data) in new[] { (Tensor("F32", $"[{many}]", "[0,8]"), 8), (Tensor("F32", "[1]", $"[{many}]"), 4) })
        {
            string path = folder.Write("model.safetensors", FileOf(header, new byte[data]));
            FluentActions.Invoking(() => SafetensorsFile.Open(path)).Should().Throw<InvalidDataException>().WithMessage("*1, ...]*")
                .Which.Message.Length.Should().BeLessThan(500);
        }
        string axes = FormattableString.Invariant($"[{long.MaxValue},{long.MaxValue},0]");
        using SafetensorsFile file = SafetensorsFile.Open(
            folder.Write("axes.safetensors", FileOf(Tensor("F32", axes, "[0,0]"), [])));
        file["a"].Elements.Should().Be(0);
        FluentActions.Invoking(() => file["a"].Shape).Should().Throw<NotSupportedException>().WithMessage("a has no shape: *");
    }

    [Theory, MemberData(nameof(Faulty))]
    public void Open_AFaultyHeader_IsRefusedWithTheReason(string header, int dataBytes, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model.safetensors", FileOf(header, new byte[dataBytes]));
        FluentActions.Invoking(() => SafetensorsFile.Open(path)).Should().Throw<InvalidDataException>()
            .WithMessage($"{path}: The file must be safetensors, but {message}".Replace("[[]", "[").Replace("[]]", "]"));
        File.Delete(path); // it is not held open
    }

    /// <summary>Opening a pipe would wait for whoever writes to it.</summary>
    [LinuxFact]
    public void Open_APipe_IsRefusedAtOnce()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["model.safetensors", "model.safetensors.index.json"])
        {
            string path = Path.Combine(folder.Path, name);
            using (var mkfifo = Process.Start("mkfifo", path)) mkfifo.WaitForExit();
            FluentActions.Invoking(() => Checkpoint.Open(path)).Should().Throw<InvalidDataException>().WithMessage($"{path}*");
            File.Delete(path);
        }
    }

    [Fact]
    public void Open_AFileThatIsCutOff_IsRefused()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = FileOf(Two, new byte[16]);
        for (int length = 0; length < whole.Length; length++)
        {
            string path = folder.Write($"{length}", whole[..length]);
            FluentActions.Invoking(() => SafetensorsFile.Open(path)).Should().Throw<InvalidDataException>();
        }
        foreach (ulong length in (ulong[])[100_000_001, ulong.MaxValue, long.MaxValue])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(whole, length);
            FluentActions.Invoking(() => SafetensorsFile.Open(folder.Write("long", whole))).Should().Throw<InvalidDataException>()
                .WithMessage($"*its header would have {length} bytes, and 100000000 are the most.");
        }
        byte[] notUtf8 = FileOf("{}", []);
        notUtf8[8] = 0xFF;
        FluentActions.Invoking(() => SafetensorsFile.Open(folder.Write("bytes", notUtf8))).Should().Throw<InvalidDataException>()
            .WithMessage("*its header is not UTF-8.");
    }

    private static string Tensor(string type, string shape, string offsets, string more = "") =>
        "{\"a\":" + Body(type, shape, offsets, more) + "}";

    private static string Tensors(string one, string name, string other) => $"{{\"a\":{one},\"{name}\":{other}}}";

    private static string Body(string type, string shape, string offsets, string more = "") =>
        $$$"""{"dtype":"{{{type}}}","shape":{{{shape}}},"data_offsets":{{{offsets}}}{{{(more.Length > 0 ? "," + more : "")}}}}""";

    /// <summary>A file of a header and the bytes of tensors.</summary>
    internal static byte[] FileOf(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return [.. length, .. json, .. data];
    }
}
