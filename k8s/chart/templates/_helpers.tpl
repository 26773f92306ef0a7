{{- /*
One document of k8s/operator, as kustomization.yaml there would have it: in the release's namespace, with its labels.
Takes a dict of "text" and "root".
*/ -}}
{{- define "cdc.document" -}}
{{- $document := fromYaml .text -}}
{{- $labels := dict "app.kubernetes.io/name" "cdcpipeline-operator" "app.kubernetes.io/part-of" "cdcpipeline" -}}
{{- $labels = merge $labels (dict "app.kubernetes.io/instance" .root.Release.Name "app.kubernetes.io/managed-by" .root.Release.Service "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version)) -}}
{{- $_ := set $document.metadata "labels" (merge $labels ($document.metadata.labels | default dict)) -}}
{{- if not (hasPrefix "Cluster" $document.kind) -}}
{{- $_ := set $document.metadata "namespace" .root.Release.Namespace -}}
{{- end -}}
{{- range $document.subjects -}}
{{- $_ := set . "namespace" $.root.Release.Namespace -}}
{{- end -}}
{{- toYaml $document -}}
{{- end -}}

{{- /* The documents of a file. Takes a dict of "file" and "root"; gives a list as YAML. */ -}}
{{- define "cdc.documents" -}}
{{- $all := list -}}
{{- range splitList "\n---\n" (.root.Files.Get .file) -}}
{{- $all = append $all (include "cdc.document" (dict "text" . "root" $.root) | fromYaml) -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}
