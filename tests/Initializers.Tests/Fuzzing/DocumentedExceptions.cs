using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace Initializers.Tests.Fuzzing;

/// <summary>The exceptions that the documentation of a member names, including inherited documentation.</summary>
internal static class DocumentedExceptions
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = new();

    /// <summary>The names of the exception types.</summary>
    public static IReadOnlyCollection<string> Of(MethodBase method) => [.. Names(Plain(method)).Distinct()];

    private static IEnumerable<string> Names(MethodBase method)
    {
        string id = DocumentationId.Of(method);
        return Files.GetOrAdd(method.DeclaringType!.Assembly, Read).TryGetValue(id, out XElement? member)
            ? Names(member, method) : Inherited(method).SelectMany(Names);
    }

    private static IEnumerable<string> Names(XElement member, MethodBase method)
    {
        foreach (XElement exception in member.Elements("exception")) yield return exception.Attribute("cref")!.Value[2..];
        if (member.Element("inheritdoc") is not { } inherit) yield break;
        IEnumerable<string> names = inherit.Attribute("cref") is not { } cref ? Inherited(method).SelectMany(Names)
            : Files.Values.Select(file => file.GetValueOrDefault(cref.Value)).OfType<XElement>().SelectMany(other => Names(other, method));
        foreach (string name in names) yield return name;
    }

    /// <summary>The methods that a method overrides or implements.</summary>
    private static IEnumerable<MethodBase> Inherited(MethodBase method)
    {
        if (method is not MethodInfo { IsStatic: false } own || own.DeclaringType!.IsInterface) yield break;
        if (own.GetBaseDefinition() is { } basic && basic.DeclaringType != own.DeclaringType) yield return Plain(basic);
        foreach (Type contract in own.DeclaringType.GetInterfaces().Where(contract => contract.Assembly == typeof(Init).Assembly))
        {
            InterfaceMapping map = own.DeclaringType.GetInterfaceMap(contract);
            int at = Array.FindIndex(map.TargetMethods, target => target.MethodHandle == own.MethodHandle);
            if (at >= 0) yield return map.InterfaceMethods[at];
        }
    }

    /// <summary>The method as declared, with its type parameters open.</summary>
    private static MethodBase Plain(MethodBase method) => method.Module.ResolveMethod(method.MetadataToken)!;

    private static Dictionary<string, XElement> Read(Assembly assembly) => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
}
