using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Initializers.Checkpoints;

namespace Initializers.Tests.Checkpoints;

public class LittleEndianTests
{
    [Fact]
    public void Reverse_TurnsEachNumberAround()
    {
        float[] numbers = [1.5f, -2.25f, 1e-30f];
        byte[] bytes = MemoryMarshal.AsBytes<float>(numbers).ToArray();
        LittleEndian.Reverse(bytes, sizeof(float));
        for (int i = 0; i < numbers.Length; i++)
        {
            ReadOnlySpan<byte> number = bytes.AsSpan(i * sizeof(float));
            (BitConverter.IsLittleEndian ? BinaryPrimitives.ReadSingleBigEndian(number) : BinaryPrimitives.ReadSingleLittleEndian(number))
                .Should().Be(numbers[i]);
        }
    }

    [Fact]
    public void FromNative_HasTheLeastByteFirst()
    {
        ushort[] numbers = [0x0102, 0xFFFE];
        LittleEndian.FromNative<ushort>(numbers);
        MemoryMarshal.AsBytes<ushort>(numbers).ToArray().Should().Equal(0x02, 0x01, 0xFE, 0xFF);
    }
}
