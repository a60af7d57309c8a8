using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Initializers.Checkpoints;

namespace Initializers.Tests.Tool;

public sealed class ShapesCommandTests : IDisposable
{
    private const string Header = """
        {"__metadata__":{"format":"pt","evil":"\u001b]0;title\u0007"},
         "a":{"dtype":"F32","shape":[2,600],"data_offsets":[0,4800]},
         "\u001b[31mb":{"dtype":"BF16","shape":[3],"data_offsets":[4800,4806]},
         "c":{"dtype":"F32","shape":[],"data_offsets":[4806,4810]}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shapes_OfAFile_AreItsTensorsTotalsAndMetadata()
    {
        (int code, string output, string error) = ToolProcess.Run("shapes", Write(_folder, Header, 4810));
        (code, error).Should().Be((0, ""));
        output.Split(Environment.NewLine).Should().Equal(
            "tensor       type  shape     elements  bytes",
            "a            F32   [2, 600]     1,200  4,800",
            "\\u001b[31mb  BF16  [3]              3      6",
            "c            F32   []               1      4",
            "F32: 2 tensors, 1,201 elements, 4,804 bytes",
            "BF16: 1 tensor, 3 elements, 6 bytes",
            "3 tensors, 1,204 elements, 4,810 bytes",
            "metadata evil: \\u001b]0;title\\u0007",
            "metadata format: pt",
            "");
    }

    [Fact]
    public void Json_HasNumbersAndEveryText()
    {
        string path = Write(_folder, Header, 4810);
        (int code, string output, string error) = ToolProcess.Run("shapes", path, "--json");
        (code, error).Should().Be((0, ""));
        JsonElement json = JsonDocument.Parse(output).RootElement;
        json.EnumerateObject().Select(member => member.Name).Should().Equal("path", "totals", "types", "metadata", "tensors");
        json.GetProperty("path").GetString().Should().Be(path);
        json.GetProperty("totals").ToString().Should().Match("""{*"tensors": 3,*"elements": 1204,*"bytes": 4810*}""");
        json.GetProperty("types").EnumerateObject().Select(type => (type.Name, type.Value.GetProperty("bytes").GetInt64()))
            .Should().Equal(("F32", 4804), ("BF16", 6));
        json.GetProperty("metadata").GetProperty("evil").GetString().Should().Be("\u001b]0;title\u0007");
        JsonElement b = json.GetProperty("tensors")[1];
        b.EnumerateObject().Select(member => member.Name).Should().Equal("name", "type", "shape", "elements", "start", "bytes");
        b.GetProperty("name").GetString().Should().Be("\u001b[31mb");
        b.GetProperty("start").GetInt64().Should().Be(8 + Encoding.UTF8.GetByteCount(Header) + 4800);
        output.Should().Contain("\"shape\": [2, 600]").And.NotContain("\u001b");
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{", 0)]
    public void Shapes_OfADamagedFile_AreRefusedInTheLibrarysWords(string header, int bytes)
    {
        string path = Write(_folder, header, bytes);
        string reason = ((Action)(() => SafetensorsFile.Open(path))).Should().Throw<InvalidDataException>().Which.Message;
        (int code, string output, string error) = ToolProcess.Run("shapes", path);
        (code, output, error.TrimEnd()).Should().Be((1, "", reason));
    }

    [Fact]
    public void Shapes_OfNoFile_AreAWrongCall()
    {
        foreach (string path in (string[])[Path.Combine(_folder.Path, "none.safetensors"), _folder.Path, ""])
        {
            (int code, string output, string error) = ToolProcess.Run("shapes", path);
            (code, output).Should().Be((2, ""));
            error.TrimEnd().Should().StartWith("the checkpoint must be ").And.Match($"*{path}*").And.NotContain("\n");
        }
    }

    /// <summary>Writes a safetensors file of a header and zeros.</summary>
    internal static string Write(TemporaryFolder folder, string header, int bytes)
    {
        byte[] json = Encoding.UTF8.GetBytes(header), file = new byte[8 + json.Length + bytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        return folder.Write("model.safetensors", file);
    }
}
