using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Initializers.Tests.Randomness;

public class PhiloxStreamTests
{
    private static readonly PhiloxStream Parent = new(0x0123456789ABCDEF, 0xFEDCBA9876543210);

    [Fact]
    public void Fork_NamesOfEveryLength_IsTheSpecificationsByDotNetsHash()
    {
        var random = new Random(14);
        for (int length = 0; length <= 300; length++)
        {
            string letters = string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(' ', '~')));
            string anything = string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(0, 0xD800))) + "🙂";
            foreach (string name in (string[])[letters, anything])
                Parent.Fork(name).Should().Be(Expected('n', Encoding.UTF8.GetBytes(name)), $"of \"{name}\"");
        }
    }

    [Fact]
    public void Fork_Indices_IsTheSpecificationsByDotNetsHash()
    {
        Span<byte> payload = stackalloc byte[sizeof(ulong)];
        foreach (ulong index in (ulong[])[0, 1, 7, 255, 256, uint.MaxValue, 1UL << 63, ulong.MaxValue])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(payload, index);
            Parent.Fork(index).Should().Be(Expected('i', payload.ToArray()), $"of {index}");
        }
    }

    /// <summary>docs/philox4x32-10-v1.md, section 1, to the letter.</summary>
    private static PhiloxStream Expected(char tag, byte[] payload)
    {
        using var message = new MemoryStream();
        using var writer = new BinaryWriter(message); // little-endian on every machine
        writer.Write("philox4x32-10/v1"u8);
        writer.Write(Parent.Key);
        writer.Write(Parent.Counter);
        writer.Write((byte)tag);
        writer.Write((long)payload.Length);
        writer.Write(payload);
        byte[] digest = SHA256.HashData(message.ToArray());
        return new(BinaryPrimitives.ReadUInt64LittleEndian(digest), BinaryPrimitives.ReadUInt64LittleEndian(digest.AsSpan(8)));
    }
}
