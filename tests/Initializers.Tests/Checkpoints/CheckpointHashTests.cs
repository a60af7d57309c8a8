using System.IO.Hashing;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class CheckpointHashTests
{
    private static readonly ResolvedPlan Plan = new InitializationPlan { { "**", Init.Normal(0, 0.02) } }.Resolve(
        [("large", [3, 200_000]), ("scalar", TensorShape.Create([])), ("empty", [0, 7]), ("zwölf", [12])]);

    [Theory]
    [InlineData(TensorDataType.F32)]
    [InlineData(TensorDataType.F8E5M2)]
    public void Hash_IsAsDefined(TensorDataType type)
    {
        using var folder = new TemporaryFolder();
        SavedCheckpoint saved = Plan.Save(folder.Path, new PhiloxRandom(42), new() { Type = type });
        using SafetensorsFile file = SafetensorsFile.Open(saved.Files[0]);
        BigInteger sum = 0;
        foreach (SafetensorsEntry tensor in file.Tensors)
        {
            byte[] bytes = file.Bytes(tensor.Name).ToArray();
            byte[][] pieces = bytes.Length == 0 ? [[]] : [.. bytes.Chunk(1024 * 1024)];
            for (int i = 0; i < pieces.Length; i++)
            {
                string record = $"initializers-checkpoint-hash/v1\n{(type == TensorDataType.F32 ? "F32" : "F8_E5M2")}\n"
                    + $"{string.Join(',', tensor.Dimensions)}\n{i}\n{Convert.ToHexStringLower(XxHash128.Hash(pieces[i]))}\n{tensor.Name}";
                sum += new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(record)), isUnsigned: true, isBigEndian: true);
            }
        }
        string expected = (sum % BigInteger.Pow(2, 256)).ToString("x65", null)[^64..];
        saved.Hash.ToString().Should().Be(expected);
        file.Metadata["initializers.hash"].Should().Be(expected);
    }

    [Fact]
    public void Hash_DoesNotDependOnFilesOrThreads()
    {
        CheckpointHash[] hashes =
        [
            HashOf(new() { }, -1), HashOf(new() { ShardBytes = 100 }, 3), HashOf(new() { ShardBytes = 3_000_000 }, 1),
        ];
        hashes.Distinct().Should().ContainSingle();
        HashOf(new() { Type = TensorDataType.BF16 }, -1).Should().NotBe(hashes[0]);

        static CheckpointHash HashOf(CheckpointOptions options, int threads)
        {
            using var folder = new TemporaryFolder();
            SavedCheckpoint saved = Plan.Save(folder.Path, new PhiloxRandom(42) { MaxDegreeOfParallelism = threads }, options);
            using Checkpoint checkpoint = Checkpoint.Open(folder.Path);
            checkpoint.ComputeHash().Should().Be(saved.Hash);
            checkpoint.Tensors.Aggregate(default(CheckpointHash), (sum, tensor) => sum + checkpoint.ComputeHash(tensor.Name))
                .Should().Be(saved.Hash);
            return saved.Hash;
        }
    }

    [Fact]
    public void Hash_OfAnyOneChange_IsAnother()
    {
        CheckpointHash expected = Hash("a", TensorDataType.F32, [2, 3], 0, [1, 2, 3]);
        CheckpointHash[] others =
        [
            Hash("b", TensorDataType.F32, [2, 3], 0, [1, 2, 3]), Hash("a", TensorDataType.I32, [2, 3], 0, [1, 2, 3]),
            Hash("a", TensorDataType.F32, [3, 2], 0, [1, 2, 3]), Hash("a", TensorDataType.F32, [2, 3], 1, [1, 2, 3]),
            Hash("a", TensorDataType.F32, [2, 3], 0, [1, 2, 4]), Hash("a", TensorDataType.F32, [], 0, [1, 2, 3]),
        ];
        others.Append(expected).Distinct().Should().HaveCount(7);

        static CheckpointHash Hash(string name, TensorDataType type, long[] shape, long piece, byte[] bytes) =>
            new TensorHash(name, type, shape).OfPiece(piece, bytes);
    }

    [Fact]
    public void Sums_CarryAndWrapAround()
    {
        CheckpointHash all = CheckpointHash.Parse(new string('f', 64)), one = CheckpointHash.Parse("1".PadLeft(64, '0'));
        (all + one).Should().Be(default(CheckpointHash));
        CheckpointHash low = CheckpointHash.Parse(new string('f', 32).PadLeft(64, '0'));
        (low + one).ToString().Should().Be("1".PadLeft(32, '0') + new string('0', 32));
        CheckpointHash.Add(low, all).Should().Be(all + low);
        (all + all).ToString().Should().Be(new string('f', 63) + "e");
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("g")]
    [InlineData("-")]
    [InlineData(" ")]
    public void Parse_SomethingElse_IsRefused(string start)
    {
        string text = start.Length is 0 or 2 ? start : start.PadRight(64, '0');
        CheckpointHash.TryParse(text, out CheckpointHash hash).Should().BeFalse();
        hash.Should().Be(default(CheckpointHash));
        ((Action)(() => CheckpointHash.Parse(text))).Should().Throw<FormatException>()
            .WithMessage("A hash must have 64 hexadecimal digits, but was *");
        CheckpointHash.TryParse(null, out _).Should().BeFalse();
    }
}
