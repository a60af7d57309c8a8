using Initializers;
using Initializers.Diagnostics;
string o = "/tmp/pic/new/";
void Show(string name, Picture p) { p.Save(o + name + ".svg"); Console.WriteLine(name + " " + p.Svg.Length + " " + p.Description); }
TensorShape s = [64, 64];
foreach (var (n, i, sh) in new (string, IWeightInitializer, TensorShape)[]
{ ("he", Init.HeNormal(), s), ("orth", Init.Orthogonal(), s), ("ll", Init.LooksLinear(), s), ("gl", Init.GlorotUniform(), [256, 784]),
 ("vec", Init.Normal(), [500]), ("conv", Init.HeNormal(), TensorShape.Convolution(3, 16, [3, 3])) })
{
    var w = i.Initialize(sh, new PhiloxRandom(42));
    Show(n + "-o", WeightPictures.Overview(w, sh, i));
    Show(n + "-m", WeightPictures.Matrix(w, sh));
    if (sh.Rank > 1) Show(n + "-s", WeightPictures.Spectrum(w, sh, i));
    Show(n + "-h", WeightPictures.Histogram(w, sh, i));
}

#pragma warning disable RCS0056
(string, TensorShape)[] ps = [("wte.weight", [1000, 64]), ..Enumerable.Range(0, 12).SelectMany(l => new (string, TensorShape)[] { ($"h.{l}.c_attn.weight", [192, 64]), ($"h.{l}.mlp.c_proj.weight", [64, 256]), ($"h.{l}.ln.bias", [64]) })];
var plan = new InitializationPlan { { "**.bias", Init.Zeros() }, { "**.c_attn.weight", Init.HeUniform() }, { "**.weight", Init.Normal(0, 0.02) } }.Resolve(ps);
var ws = ps.ToDictionary(p => p.Item1, p => new float[p.Item2.Count]);
plan.Initialize(name => ws[name], new PhiloxRandom(42));
Array.Clear(ws["h.7.c_attn.weight"]);
Show("plan", WeightPictures.Of(plan, name => ws[name]));
Show("plain", WeightPictures.Of([.. ps.Select(p => (p.Item1, p.Item2, (ReadOnlyMemory<float>)ws[p.Item1]))]));
