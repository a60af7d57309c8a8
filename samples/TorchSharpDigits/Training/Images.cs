using QuickStart;
using static TorchSharp.torch;

namespace TorchSharpDigits;

/// <summary>Digits as tensors.</summary>
/// <param name="Pixels">The images [examples, 1, 8, 8], from 0 to 1.</param>
/// <param name="Labels">The digits [examples].</param>
public sealed record Images(Tensor Pixels, Tensor Labels)
{
    private const int Side = 8;

    public static Images Of(IReadOnlyList<Digit> digits) => new(
        tensor([.. digits.SelectMany(digit => digit.Pixels)]).view(digits.Count, 1, Side, Side),
        tensor([.. digits.Select(digit => (long)digit.Label)]));

    public long Count => Labels.shape[0];

    /// <summary>Some of the images.</summary>
    public Images At(Tensor rows) => new(Pixels[rows], Labels[rows]);
}
