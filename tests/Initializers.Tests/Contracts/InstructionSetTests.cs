using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit.Abstractions;

namespace Initializers.Tests.Contracts;

/// <summary>
/// Every instruction set must give the same golden bits: CI repeats the golden and contract tests with
/// instruction sets switched off, and these tests make sure that the switches took effect.
/// </summary>
public class InstructionSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Switch_SetToZero_SwitchesTheSetOff(string name)
    {
        bool[] off = name switch
        {
            "DOTNET_EnableAVX512" => [Vector512.IsHardwareAccelerated, Avx512F.IsSupported],
            "DOTNET_EnableAVX2" => [Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated, Avx2.IsSupported, Fma.IsSupported],
            _ => [Vector512.IsHardwareAccelerated, Vector256.IsHardwareAccelerated, Vector128.IsHardwareAccelerated, Fma.IsSupported],
        };
        output.WriteLine($"512 bits: {Vector512.IsHardwareAccelerated}, 256: {Vector256.IsHardwareAccelerated}, " +
            $"128: {Vector128.IsHardwareAccelerated}, FMA: {Fma.IsSupported}");
        bool switchedOff = Environment.GetEnvironmentVariable(name) == "0";
        (switchedOff && off.Contains(true)).Should().BeFalse($"{name} is {Environment.GetEnvironmentVariable(name) ?? "not set"}");
    }
}
