namespace QuickStart;

/// <summary>The training images and the test images.</summary>
public sealed record Digits(IReadOnlyList<Digit> Training, IReadOnlyList<Digit> Test)
{
    /// <summary>The 1,797 images of Data/digits.csv: the first 1,500 to train, the other 297 to test.</summary>
    public static Digits Load()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Data", "digits.csv");
        Digit[] digits = [.. File.ReadLines(path).Skip(1).Select(Digit.Parse)];
        return new Digits(digits[..1500], digits[1500..]);
    }
}
