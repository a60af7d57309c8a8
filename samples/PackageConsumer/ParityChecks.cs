using Initializers;
using Initializers.Frameworks;

namespace PackageConsumer;

/// <summary>Checks what users rely on when porting a model.</summary>
internal static class ParityChecks
{
    public static IEnumerable<Check> All()
    {
        float[] weights = PyTorchInit.Uniform().Initialize([3], new PyTorchRandom(0));
        yield return new Check("torch.manual_seed(0); torch.rand(3) is 0.4963, 0.7682, 0.0885",
            weights.Select(BitConverter.SingleToUInt32Bits).SequenceEqual([0x3EFE1558u, 0x3F44AA2Fu, 0x3DB533A8u]));
    }
}
