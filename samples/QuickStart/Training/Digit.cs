namespace QuickStart;

/// <summary>A handwritten digit: 8 x 8 pixels from 0 (paper) to 1 (ink), and its label.</summary>
public sealed record Digit(float[] Pixels, int Label)
{
    public const int PixelCount = 64;

    public const int ClassCount = 10;

    /// <summary>Parses a line of the data: 64 integers from 0 to 16, then the label.</summary>
    public static Digit Parse(string line)
    {
        int[] numbers = Array.ConvertAll(line.Split(','), int.Parse);
        return new Digit([.. numbers.Take(PixelCount).Select(number => number / 16f)], numbers[PixelCount]);
    }
}
