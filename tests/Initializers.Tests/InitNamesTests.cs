using System.Reflection;

namespace Initializers.Tests;

public class InitNamesTests
{
    [Theory]
    [InlineData("he_normal")]
    [InlineData("HeNormal")]
    [InlineData("HE_NORMAL")]
    [InlineData("kaiming_normal_")]
    [InlineData("KaimingNormal")]
    [InlineData("torch/kaiming_normal_")]
    public void Get_SpellingsOfOurs_MeanOurs(string name) => Init.Get(name).Should().Be(Init.HeNormal());

    [Theory]
    [InlineData("keras/he_normal")]
    [InlineData("keras/HeNormal")]
    [InlineData("jax/he_normal")]
    [InlineData("jax/kaiming_normal")]
    public void Get_KerasAndJax_MeanTheirTruncatedFormula(string name) => Init.Get(name).Should().Be(Init.HeTruncatedNormal());

    [Fact]
    public void Get_FrameworksDefaults_AreTheirs()
    {
        Init.Get("torch/uniform_").Should().Be(Init.Uniform(0, 1));
        Init.Get("torch/normal_").Should().Be(Init.Normal(0, 1));
        Init.Get("jax/uniform").Should().Be(Init.Uniform(0, 0.01));
        Init.Get("keras/random_uniform").Should().Be(Init.Uniform(-0.05, 0.05));
    }

    [Fact]
    public void Names_All_AreKnownOnceAndMakeWhatTheySay()
    {
        Init.Names.Should().OnlyHaveUniqueItems();
        foreach (string name in Init.Names)
        {
            Init.TryGet(name, out IWeightInitializer? initializer).Should().BeTrue();
            Init.Get(name).Should().Be(initializer);
        }
    }

    [Fact]
    public void Names_OfOurs_AreAllMembersOfTheCatalogueThatNeedNoArgument()
    {
        IEnumerable<string> members = typeof(Init).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType.IsAssignableTo(typeof(IWeightInitializer)) &&
                method.GetParameters().All(parameter => parameter.IsOptional))
            .Select(method => method.Name);
        Init.Names.Where(name => !name.Contains('/')).Should().BeEquivalentTo(members);
    }

    [Theory]
    [InlineData("he_norml", "HeNormal")]
    [InlineData("keras/glorot_unform", "keras/glorot_uniform")]
    [InlineData("orthagonal", "*")]
    [InlineData("", "*")]
    public void Get_UnknownName_ListsNearOnes(string name, string near)
    {
        ((Action)(() => Init.Get(name))).Should().Throw<ArgumentException>()
            .WithMessage($"name must be one of Init.Names, such as *{near}*, but was \"{name}\".*").WithParameterName(nameof(name));
        Init.TryGet(name, out IWeightInitializer? initializer).Should().BeFalse();
        initializer.Should().BeNull();
    }

    [Fact]
    public void Get_Null_Throws() => ((Action)(() => Init.Get(null!))).Should().Throw<ArgumentNullException>().WithParameterName("name");
}
