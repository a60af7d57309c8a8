using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class NumPyFileTests
{
    private static readonly ResolvedPlan Plan = new InitializationPlan
    {
        { "orthogonal.*", Init.Orthogonal() }, { "**.skipped", Rule.Skip }, { "**", Init.Normal(0, 0.02) },
    }.Resolve((PlanParameter[])
    [
        new("words.weight", TensorShape.Embedding(60, 40), "embedding") { PaddingRow = 2 },
        new("body.weight", [3, 400, 1000]), // more than is written at a time
        new("orthogonal.weight", [90, 40]),
        new("head.weight", [60, 40]) { SharesWith = "words.weight" },
        new("a.skipped", [4]),
        new("empty/Größe", [0, 7]),
        new("scale", TensorShape.Create([])),
        new("bias", [40]),
    ]);

    private static readonly string[] Names =
        ["words.weight", "body.weight", "orthogonal.weight", "head.weight", "empty/Größe", "scale", "bias"];

    /// <summary>What numpy.save writes, as numpy/lib/format.py says: 128 bytes of header, of which 118 are text.</summary>
    [Fact]
    public void Save_AnArray_WritesTheBytesOfNumPy()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "a.npy");
        NumPyFile.Save(path, [1f, -2f, 0.5f, 0f, 1f, 2f], [2, 3]);
        byte[] expected =
        [
            0x93, .. "NUMPY"u8, 1, 0, 118, 0,
            .. Encoding.ASCII.GetBytes("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".PadRight(117) + "\n"),
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F, 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40,
        ];
        File.ReadAllBytes(path).Should().Equal(expected);
        NumPyFile.Save(path, [(Half)1, (Half)(-2)], [2]);
        File.ReadAllBytes(path).AsSpan(10).ToArray().Should().Equal(
            [.. Encoding.ASCII.GetBytes("{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }".PadRight(117) + "\n"),
                0, 0x3C, 0, 0xC0]);
        NumPyFile.Save(path, [1d], TensorShape.Create([]));
        File.ReadAllBytes(path).AsSpan(10).ToArray().Should().Equal(
            [.. Encoding.ASCII.GetBytes("{'descr': '<f8', 'fortran_order': False, 'shape': (), }".PadRight(117) + "\n"),
                0, 0, 0, 0, 0, 0, 0xF0, 0x3F]);
        Directory.EnumerateFiles(folder.Path).Should().ContainSingle("an earlier file is replaced");
    }

    /// <summary>Behind the text there is room for 21 digits of the first dimension, and spaces up to a multiple of 64.</summary>
    [Theory]
    [InlineData("1, 1, 1, 1, 1, 1, 1, 1")] // 108 bytes with that room and a line feed
    [InlineData("1, 1000000, 1000000, 1000, 10, 10, 10, 1")] // 126, the most that a shape takes
    public void Headers_OfAnyShape_AreAligned(string dimensions)
    {
        TensorShape shape = [.. dimensions.Split(',').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        byte[] header = NpyHeader.Write(shape, TensorDataType.F16);
        header.Should().HaveCount(128);
        header[^1].Should().Be((byte)'\n');
        Encoding.ASCII.GetString(header, 10, header.Length - 10).TrimEnd().Should().Be(
            "{'descr': '<f2', 'fortran_order': False, 'shape': (" + dimensions + "), }");
    }

    [Theory]
    [InlineData(TensorDataType.F32)]
    [InlineData(TensorDataType.F64)]
    [InlineData(TensorDataType.F16)]
    public void SaveNpz_HasTheValuesOfThePlan(TensorDataType type)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.npz");
        var random = new PhiloxRandom(42);
        Plan.SaveNpz(path, random, type);
        random.Position.Should().Be(0);
        using ZipArchive archive = ZipFile.OpenRead(path);
        archive.Entries.Select(entry => entry.FullName).Should().Equal(Names.Select(name => $"{name}.npy"));
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var memory = new MemoryStream();
            using (Stream stream = entry.Open()) stream.CopyTo(memory);
            byte[] file = memory.ToArray();
            entry.CompressedLength.Should().Be(file.Length, "it is stored");
            entry.Crc32.Should().Be(Checksum(file));
            entry.LastWriteTime.DateTime.Should().Be(new DateTime(1980, 1, 1));
            string name = entry.FullName[..^4];
            (string descr, long[] shape, byte[] data) = Read(file);
            descr.Should().Be(type switch { TensorDataType.F32 => "<f4", TensorDataType.F64 => "<f8", _ => "<f2" });
            shape.Should().Equal(Plan[name].Shape.ToArray());
            data.Should().Equal(BytesOf(name, type), name);
        }
    }

    [Fact]
    public void SaveNpz_Twice_WritesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        string[] paths = [.. ((int[])[1, 3]).Select(threads =>
        {
            string path = Path.Combine(folder.Path, $"{threads}.npz");
            Plan.SaveNpz(path, new PhiloxRandom(42) { MaxDegreeOfParallelism = threads });
            return path;
        })];
        File.ReadAllBytes(paths[0]).Should().Equal(File.ReadAllBytes(paths[1]));
    }

    [PythonFact("zipfile")]
    public void SaveNpz_IsAnArchiveThatPythonFindsIntact()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.npz");
        Plan.SaveNpz(path, new PhiloxRandom(42));
        PythonFactAttribute.Read(
            "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(*map(ascii, z.namelist()))", path)
            .Should().Be(string.Join(' ', Names.Select(name => $"'{name}.npy'")).Replace("ö", @"\xf6").Replace("ß", @"\xdf"));
    }

    [PythonFact("numpy")]
    public void SaveNpz_IsReadByNumPy()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.npz");
        Plan.SaveNpz(path, new PhiloxRandom(42));
        PythonFactAttribute.Read(
            "import sys, numpy\na = numpy.load(sys.argv[1])\n"
            + "print(a['scale'].shape, a['words.weight'].shape, a['bias'].dtype, a['bias'].tobytes().hex())", path)
            .Should().Be("() (60, 40) float32 " + Convert.ToHexStringLower(BytesOf("bias", TensorDataType.F32)));
    }

    [Fact]
    public void WhatCannotBeWritten_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.npz");
        var random = new PhiloxRandom(1);
        Refused(() => Plan.SaveNpz(path, random, TensorDataType.BF16)).WithParameterName("type").WithMessage(
            "type must be F32, F64 or F16, since NumPy has no other floating-point types, but was BF16: write safetensors instead.*");
        Refused(() => Plan.SaveNpz("", random)).WithParameterName("path");
        Refused(() => Plan.SaveNpz(path, null!)).WithParameterName("random");
        Refused(() => NumPyFile.Save(path, [1f, 2f], [3])).WithParameterName("values");
        Refused(() => Of("a", [5, 5], Rule.Initialize(Init.Ones()).WithKeptRows(3)).SaveNpz(path, random)).WithParameterName("plan")
            .WithMessage("*but a cannot: its rule keeps 3 rows, which a new file does not have.*");
        Refused(() => Of("a\0b", [5]).SaveNpz(path, random)).WithMessage("*cannot: its name has a NUL.*");
        Refused(() => Of("a\uD800", [5]).SaveNpz(path, random)).WithMessage("*cannot: its name has an unpaired surrogate.*");
        Refused(() => Of(new string('a', 65_532), [5]).SaveNpz(path, random)).WithMessage("*its name has 65536 bytes in the archive, *");
        Refused(() => Of("a", [4], Rule.Initialize(Init.TruncatedNormal(0, 1, 1.00001, 1.00002))).SaveNpz(path, random, TensorDataType.F16))
            .WithParameterName("plan").WithMessage("plan must have parameters that can be written, but a cannot: *");
        foreach (long elements in (long[])[1L << 30, long.MaxValue])
            FluentActions.Invoking(() => Of("a", [elements]).SaveNpz(path, random)).Should().Throw<NotSupportedException>()
                .WithMessage("A .npz file has at most 4294967295 bytes, but * were to be written.");
        ResolvedPlan many = new InitializationPlan { { "**", Init.Ones() } }
            .Resolve(Enumerable.Range(0, 65_536).Select(i => ($"a.{i}", new TensorShape(1))));
        many.Invoking(its => its.SaveNpz(path, random)).Should().Throw<NotSupportedException>()
            .WithMessage("A .npz file has at most 65535 arrays, but 65536 were to be written.");
        Plan.Invoking(its => its.SaveNpz(Path.Combine(folder.Path, "none", "model.npz"), random)).Should().Throw<IOException>();
        Of("a", [5], Rule.Initialize(new Failing())).Invoking(its => its.SaveNpz(path, random)).Should()
            .Throw<InvalidOperationException>().WithMessage("enough");
        Directory.EnumerateFileSystemEntries(folder.Path).Should().BeEmpty();

        static ResolvedPlan Of(string name, TensorShape shape, Rule? rule = null) =>
            new InitializationPlan { { "**", rule ?? Rule.Initialize(Init.Ones()) } }.Resolve([(name, shape)]);

        static FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(Action action) =>
            action.Should().Throw<ArgumentException>();
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Crc32();
        checksum.Append(bytes);
        return checksum.GetCurrentHashAsUInt32();
    }

    /// <summary>Reads a <c>.npy</c> file in row-major order.</summary>
    private static (string Descr, long[] Shape, byte[] Data) Read(byte[] file)
    {
        file.AsSpan(0, 8).ToArray().Should().Equal(0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        ((10 + length) % 64).Should().Be(0);
        string text = Encoding.ASCII.GetString(file, 10, length);
        text[^1].Should().Be('\n');
        text.Should().Contain("'fortran_order': False, ");
        string shape = text.Split('(')[1].Split(')')[0];
        return (text.Split('\'')[3], [.. shape.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture))], file[(10 + length)..]);
    }

    private static byte[] BytesOf(string name, TensorDataType type)
    {
        var random = new PhiloxRandom(42);
        int count = (int)Plan[name].Elements;
        switch (type)
        {
            case TensorDataType.F32:
                float[] floats = new float[count];
                Plan.Initialize(name, floats, random);
                return MemoryMarshal.AsBytes(floats.AsSpan()).ToArray();
            case TensorDataType.F64:
                double[] doubles = new double[count];
                Plan.Initialize(name, doubles, random);
                return MemoryMarshal.AsBytes(doubles.AsSpan()).ToArray();
            default:
                Half[] halves = new Half[count];
                Plan.Initialize(name, halves, random);
                return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
        }
    }

    private sealed class Failing : IWeightInitializer
    {
        public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random) =>
            throw new InvalidOperationException("enough");
    }
}
