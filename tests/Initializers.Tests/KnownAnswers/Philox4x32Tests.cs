using System.Globalization;

namespace Initializers.Tests.KnownAnswers;

/// <summary>The block function against its authors' test vectors.</summary>
public class Philox4x32Tests
{
    public static TheoryData<string> Vectors => [.. KnownAnswerFile.Lines("philox4x32.txt").Select(fields => string.Join(' ', fields))];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Block_Random123Vector_GivesItsWords(string vector)
    {
        uint[] v = [.. vector.Split(' ').Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

        Philox4x32.Block(v[0], v[1], v[2], v[3], v[4], v[5]).Should().Be((v[6], v[7], v[8], v[9]));
    }
}
