using Initializers.Frameworks;

namespace Initializers.Tests.Frameworks;

/// <summary>
/// Modules of extreme sizes, with the values and the next draw of Debian's PyTorch 1.13 after manual_seed(0), and modules with fewer
/// parameters.
/// </summary>
public class PyTorchModuleTests
{
    [Fact]
    public void Modules_WithoutInputs_AreThoseOfPyTorch()
    {
        Drawn(PyTorchInit.Linear(0, 5), 0x3F2252FB)["bias"].Select(BitConverter.SingleToUInt32Bits).Should().Equal(0, 0, 0, 0, 0);
        Drawn(PyTorchInit.Linear(5, 0), 0x3EFE1558)["bias"].Should().BeEmpty();
        Bits(Drawn(PyTorchInit.ConvTranspose(0, 8, [3, 3]), 0x3EE94812)["bias"]).Should().Equal(0xBA674C2E, 0x3D8179BE, 0xBDC6A642);
        Drawn(PyTorchInit.Conv(8, 0, [3, 3]), 0x3EFE1558)["weight"].Should().BeEmpty();
        Drawn(PyTorchInit.Conv(0, 8, [3, 3], bias: false), 0x3EFE1558)["weight"].Should().BeEmpty();
        Bits(Drawn(PyTorchInit.Bilinear(2, 0, 3), 0x3E073300)["bias"]).Should().Equal(0xBBAD7922, 0x3EC2369C, 0xBF14FCB1);
        Drawn(PyTorchInit.LstmCell(3, 0), 0x3EFE1558)["bias_hh"].Should().BeEmpty();
        Bits(Drawn(PyTorchInit.Rnn(0, 3), 0x3F04BDD8)["bias_hh_l0"]).Should().Equal(0xBF0D33BD, 0xBEC3C5D6, 0xBE73B584);
        Drawn(PyTorchInit.TransformerEncoderLayer(8, 0), 0x3CDF5BE0)["linear2.bias"].Should().OnlyContain(weight => weight == 0);
    }

    [Fact]
    public void Modules_WithoutBias_HaveTheirOtherValues()
    {
        PyTorchInit.TransformerEncoderLayer(4, 5, bias: false).Names
            .Should().Equal("self_attn.in_proj_weight", "self_attn.out_proj.weight", "linear1.weight", "linear2.weight", "norm1.weight",
                "norm2.weight");
        PyTorchInit.TransformerDecoder(2, 4, 5, norm: true, bias: false).Names
            .Should().HaveCount(2 * 9 + 1).And.NotContain(name => name.EndsWith("bias"));
        PyTorchInit.Transformer(4, 1, 1, 5, bias: false).Initialize(new PyTorchRandom(0)).Should().HaveCount(6 + 1 + 9 + 1);
        PyTorchInit.Norm([3], affine: false).Initialize(new PyTorchRandom(0)).Should().BeEmpty();
        PyTorchInit.Norm([3], bias: false).Names.Should().Equal("weight");
        PyTorchInit.BatchNorm(3, affine: false).Names.Should().Equal("running_mean", "running_var", "num_batches_tracked");
    }

    /// <summary>The parameters by name, and the next uniform.</summary>
    private static Dictionary<string, float[]> Drawn(PyTorchModule module, uint next)
    {
        var random = new PyTorchRandom(0);
        Dictionary<string, float[]> drawn = module.Initialize(random).ToDictionary(tensor => tensor.Name, tensor => tensor.Values);
        BitConverter.SingleToUInt32Bits(PyTorchInit.Uniform().Initialize([1], random)[0]).Should().Be(next);
        return drawn;
    }

    private static IEnumerable<uint> Bits(float[] values) => values.Take(3).Select(BitConverter.SingleToUInt32Bits);
}
