using System.Globalization;
using System.Text;
using Initializers;
using Initializers.Diagnostics;

namespace WeightGallery;

/// <summary>An initializer of the gallery.</summary>
/// <param name="Call">The call that makes it.</param>
/// <param name="Initializer">The initializer.</param>
/// <param name="Shape">The shape of the weights that are shown.</param>
/// <param name="Purpose">What it is for, in a sentence.</param>
public sealed record GalleryEntry(string Call, IWeightInitializer Initializer, TensorShape Shape, string Purpose)
{
    /// <summary>The seed of all weights, which differ by the name of the call.</summary>
    public const long Seed = 42;

    /// <summary>The name of the picture's file.</summary>
    public string FileName
    {
        get
        {
            var name = new StringBuilder();
            foreach (char letter in Call.Replace("Init.", "-", StringComparison.Ordinal))
            {
                if (char.IsAsciiLetterOrDigit(letter)) name.Append(letter);
                else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            }
            return name.ToString().TrimEnd('-') + ".svg";
        }
    }

    /// <summary>The picture of weights of that seed.</summary>
    public Picture Draw()
    {
        float[] weights = Initializer.Initialize(Shape, new PhiloxRandom(Seed).Fork(Call));
        string size = string.Join(" x ", Shape.ToArray().Select(length => length.ToString(CultureInfo.InvariantCulture)));
        return WeightPictures.Overview(weights, Shape, Initializer, $"{Call}, {size}");
    }
}
